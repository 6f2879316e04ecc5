package sundown.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4): 32 bytes.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
@RegisterForReflection
public record Sha256(@JsonValue String hex) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256 {
        if (hex.length() != 64
                || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits in lower case");
        }
    }

    /** Starts a computation; {@link #of} takes its result. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Takes a digest as {@link MessageDigest} returns it. */
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** Computes the digest of a text in UTF-8. */
    public static Sha256 over(String text) {
        return over(text.getBytes(UTF_8));
    }

    /** Computes the digest of these bytes. */
    public static Sha256 over(byte[] bytes) {
        return of(begin().digest(bytes));
    }

    @Override
    public String toString() {
        return hex;
    }
}
