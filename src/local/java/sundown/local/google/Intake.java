package sundown.local.google;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import sundown.local.google.Uploads.Content;

/** Takes in the bytes of one upload, in order, and keeps their digests. */
final class Intake {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha1 = digest("SHA-1");
    private final byte[] head = new byte[MediaType.HEAD_BYTES];
    private long bytes;

    void add(byte[] buffer, int length) {
        if (bytes < head.length) {
            System.arraycopy(buffer, 0, head, (int) bytes, Math.min(length, head.length - (int) bytes));
        }
        sha256.update(buffer, 0, length);
        sha1.update(buffer, 0, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** Ends the intake; nothing can be added after it. */
    Content finish() {
        byte[] first = Arrays.copyOf(head, (int) Math.min(bytes, head.length));
        return new Content(hex(sha256), hex(sha1), bytes, MediaType.of(first));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
