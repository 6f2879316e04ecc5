package sundown.local.google;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import java.util.Base64;

/** An S256 challenge of RFC 7636, by which a client that exchanges a code proves that it asked for the code. */
public record CodeChallenge(String value) {
    public static CodeChallenge s256(String verifier) {
        byte[] hash = Hashing.sha256().hashString(verifier, US_ASCII).asBytes();
        return new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    public boolean isMetBy(String verifier) {
        return s256(verifier).equals(this);
    }
}
