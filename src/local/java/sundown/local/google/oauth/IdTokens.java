package sundown.local.google.oauth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.local.google.account.Grant;
import sundown.local.google.wire.Json;

/** Signs the ID tokens of OpenID Connect (RS256) with a key that lives as long as the stand-in. */
public final class IdTokens {
    private static final String ISSUER = "https://accounts.google.com";
    private static final String KEY_ID = "stand-in";
    private static final long LIFETIME_SECONDS = 3600;

    private final KeyPair key;

    public IdTokens() {
        this.key = newKey();
    }

    String issue(Grant grant, Optional<String> nonce, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", grant.clientId());
        claims.put("azp", grant.clientId());
        claims.putAll(Userinfo.claims(grant));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFETIME_SECONDS);
        nonce.ifPresent(value -> claims.put("nonce", value));
        String signed = encoded(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID)) + "." + encoded(claims);
        return signed + "." + base64(signature(signed));
    }

    /** The public key as a JWK set, RFC 7517. */
    Map<String, Object> keys() {
        RSAPublicKey publicKey = (RSAPublicKey) key.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        KEY_ID,
                        "n",
                        base64(unsigned(publicKey.getModulus())),
                        "e",
                        base64(unsigned(publicKey.getPublicExponent())))));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with RSA", e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encoded(Map<String, Object> json) {
        return base64(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
