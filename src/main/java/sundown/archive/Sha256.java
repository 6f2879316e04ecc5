package sundown.archive;

import java.util.HexFormat;

/** A SHA-256 digest of a volume, which the user can compare with what he downloaded. */
public record Sha256(String hex) {
    public Sha256 {
        if (hex.length() != 64
                || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits in lower case");
        }
    }

    /** Takes a digest as {@link java.security.MessageDigest} gives it. */
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }
}
