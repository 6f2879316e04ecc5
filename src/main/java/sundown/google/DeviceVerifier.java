package sundown.google;

import com.google.auth.oauth2.PKCEProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import sundown.digest.Sha256;
import sundown.secret.Secret;

/** The verifier that the app made before it asked for consent (RFC 7636, method S256). */
record DeviceVerifier(Secret verifier) implements PKCEProvider {
    @Override
    public String getCodeVerifier() {
        return verifier.reveal();
    }

    @Override
    public String getCodeChallenge() {
        byte[] digest = Sha256.begin().digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Override
    public String getCodeChallengeMethod() {
        return "S256";
    }
}
