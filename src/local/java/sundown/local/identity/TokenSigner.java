package sundown.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An RSA key that signs JSON Web Tokens (RFC 7515, RS256), and its public half as a JSON Web Key Set (RFC 7517). */
final class TokenSigner {
    private static final int KEY_BITS = 2048;

    private final ObjectMapper json = new ObjectMapper();
    private final String keyId;
    private final KeyPair keys;

    private TokenSigner(String keyId, KeyPair keys) {
        this.keyId = keyId;
        this.keys = keys;
    }

    /** Makes a new key under this identifier. */
    static TokenSigner create(String keyId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return new TokenSigner(keyId, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    String sign(Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kid", keyId);
        header.put("alg", "RS256");
        String content = encode(document(header)) + "." + encode(document(claims));
        return content + "." + encode(signature(content));
    }

    /** The same token, but with a header that claims no signature, and none. */
    String leaveUnsigned(Map<String, Object> claims) {
        return encode(document(Map.of("kid", keyId, "alg", "none"))) + "." + encode(document(claims)) + ".";
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA256withRSA", e);
        }
    }

    Map<String, Object> publicKeySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("kid", keyId);
        published.put("kty", "RSA");
        published.put("alg", "RS256");
        published.put("use", "sig");
        published.put("n", encode(unsigned(key.getModulus())));
        published.put("e", encode(unsigned(key.getPublicExponent())));
        return Map.of("keys", List.of(published));
    }

    /** Big-endian without the sign byte that Java puts in front (RFC 7518, Base64urlUInt). */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private byte[] document(Map<String, Object> content) {
        try {
            return json.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Claims must be plain values", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
