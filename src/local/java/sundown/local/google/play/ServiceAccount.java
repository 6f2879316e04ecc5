package sundown.local.google.play;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import sundown.local.identity.SigningKey;

/**
 * A service account with one key, and the access token that Google gives for it.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Server to server</a>
 */
final class ServiceAccount {
    private static final String EMAIL = "refunds@photos.iam.gserviceaccount.example";

    /** What Google's library writes, wherever tokens come from. */
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";

    private final URI tokens;
    private volatile SigningKey key = SigningKey.named("play-1");
    private volatile String token = UUID.randomUUID().toString();

    ServiceAccount(URI tokens) {
        this.tokens = tokens;
    }

    Map<String, String> keyFile() {
        return Map.of(
                "type", "service_account",
                "client_email", EMAIL,
                "private_key_id", key.key().getKeyID(),
                "private_key", privateKey(),
                "token_uri", tokens.toString());
    }

    private String privateKey() {
        try {
            byte[] encoded = key.key().toRSAPrivateKey().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the key has a private half", impossible);
        }
    }

    void replaceKey() {
        key = SigningKey.forged("play-" + UUID.randomUUID());
        token = UUID.randomUUID().toString();
    }

    boolean accepts(String accessToken) {
        return token.equals(accessToken);
    }

    String token() {
        return token;
    }

    boolean signed(String assertion) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            return jwt.verify(new RSASSAVerifier(key.key().toRSAPublicKey()))
                    && jwt.getJWTClaimsSet().getIssuer().equals(EMAIL)
                    && jwt.getJWTClaimsSet().getAudience().contains(AUDIENCE)
                    && SCOPE.equals(jwt.getJWTClaimsSet().getStringClaim("scope"));
        } catch (ParseException | JOSEException notOne) {
            return false;
        }
    }
}
