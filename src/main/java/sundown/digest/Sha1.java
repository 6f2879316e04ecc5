package sundown.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-1 digest (FIPS 180-4): 20 bytes. It finds damage in transit; nothing relies on it against an attacker.
 *
 * @param hex 40 hexadecimal digits in lower case
 */
public record Sha1(String hex) {
    public Sha1 {
        if (hex.length() != 40
                || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a SHA-1 is 40 hexadecimal digits in lower case");
        }
    }

    /** Starts a computation; {@link #of} takes its result. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    /** Takes a digest as {@link MessageDigest} returns it. */
    public static Sha1 of(byte[] digest) {
        return new Sha1(HexFormat.of().formatHex(digest));
    }

    /** Computes the digest of a stream, which is read to its end. */
    public static Sha1 over(InputStream stream) throws IOException {
        MessageDigest digest = begin();
        stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return of(digest.digest());
    }

    /** The digest in base64, as HTTP headers carry it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
