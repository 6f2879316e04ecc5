package sundown.local.google.uploads;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Takes in the bytes of one upload, in order, and keeps their digests; and the bytes, if there is a file for them. */
final class Intake implements AutoCloseable {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha1 = digest("SHA-1");
    private final byte[] head = new byte[MediaType.HEAD_BYTES];
    private final Optional<Path> file;
    private final OutputStream kept;
    private long bytes;
    private boolean finished;

    Intake(Optional<Path> file) throws IOException {
        this.file = file;
        this.kept = file.isPresent() ? Files.newOutputStream(file.get()) : OutputStream.nullOutputStream();
    }

    void add(byte[] buffer, int length) throws IOException {
        if (bytes < head.length) {
            System.arraycopy(buffer, 0, head, (int) bytes, Math.min(length, head.length - (int) bytes));
        }
        sha256.update(buffer, 0, length);
        sha1.update(buffer, 0, length);
        kept.write(buffer, 0, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** Ends the intake; nothing can be added after it. */
    Content finish() throws IOException {
        kept.close();
        finished = true;
        byte[] first = Arrays.copyOf(head, (int) Math.min(bytes, head.length));
        return new Content(hex(sha256), hex(sha1), bytes, MediaType.of(first), file);
    }

    /** Forgets what was taken in, unless it was finished. */
    @Override
    public void close() {
        try {
            kept.close();
            if (file.isPresent() && !finished) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
