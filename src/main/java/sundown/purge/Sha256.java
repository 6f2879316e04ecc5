package sundown.purge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 under way. */
public final class Sha256 {
    private final MessageDigest digest = digest();

    /** The hash of these bytes. */
    public static ManifestHash of(byte[] bytes) {
        Sha256 sha256 = new Sha256();
        sha256.add(bytes);
        return sha256.hash();
    }

    void add(byte[] bytes) {
        digest.update(bytes);
    }

    /** Of all that was added; it begins anew with that. */
    ManifestHash hash() {
        return new ManifestHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
