package sundown.gallery;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-1 digest: 20 bytes. It finds damage on the way; nothing here relies on it against an attacker. */
public record Sha1(String hex) {
    public Sha1 {
        if (hex.length() != 40
                || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a SHA-1 is 40 hexadecimal digits in lower case");
        }
    }

    /** Takes a digest as {@link java.security.MessageDigest} gives it. */
    public static Sha1 of(byte[] digest) {
        return new Sha1(HexFormat.of().formatHex(Arrays.copyOf(digest, digest.length)));
    }

    /** The digest as HTTP headers want it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
