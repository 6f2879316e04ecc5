package sundown.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Map;

/** An RSA key that signs JSON Web Tokens with RS256, and its public half as a JSON Web Key Set. */
public record SigningKey(RSAKey key) {
    private static final int BITS = 2048;

    /** The key of this process, made once, because making one is slow. */
    private static final class OfThisProcess {
        static final RSAKey KEY = generate();
    }

    public static SigningKey named(String keyId) {
        return new SigningKey(new RSAKey.Builder(OfThisProcess.KEY).keyID(keyId).build());
    }

    /** Returns a key that differs from the key of this process, under an identifier. */
    public static SigningKey forged(String keyId) {
        return new SigningKey(new RSAKey.Builder(generate()).keyID(keyId).build());
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    public String sign(Map<String, Object> claims) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new Payload(claims));
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform signs with RSA", e);
        }
    }

    /** Returns a token whose header says that it has no signature. */
    public static String leaveUnsigned(Map<String, Object> claims) {
        return new PlainObject(new Payload(claims)).serialize();
    }

    public Map<String, Object> publicKeySet() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }
}
