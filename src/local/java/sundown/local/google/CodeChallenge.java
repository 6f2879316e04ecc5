package sundown.local.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A code challenge of RFC 7636, by which a client that exchanges a code proves that it asked for the code.
 *
 * @param method {@code S256} or {@code plain}
 */
public record CodeChallenge(String method, String value) {

    /** The S256 challenge of a verifier. */
    public static CodeChallenge s256(String verifier) {
        byte[] hash = sha256().digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return new CodeChallenge("S256", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    /** True for the verifier that the challenge was made of. */
    public boolean isMetBy(String verifier) {
        String offered = method.equals("S256") ? s256(verifier).value() : verifier;
        return MessageDigest.isEqual(
                offered.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
