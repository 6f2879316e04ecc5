package sundown.local.google;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import sundown.local.google.Gate.Grants.Grant;
import sundown.local.google.Uploads.Content;
import sundown.local.google.Uploads.Declared;

/**
 * One resumable upload. Of a broken request the bytes up to the last whole granule stay, as with Google, so the caller
 * asks for the offset and goes on from there.
 */
final class Session {
    /** Every chunk but the last is a multiple of this many bytes. */
    static final int GRANULARITY = 256 * 1024;

    private final String id;
    private final Grant grant;
    private final Declared declared;
    private final Intake intake;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    Session(String id, Grant grant, Declared declared, Intake intake) {
        this.id = id;
        this.grant = grant;
        this.declared = declared;
        this.intake = intake;
    }

    /** Does one thing with the session while nothing else does. */
    interface Access<T> {
        T take() throws IOException;
    }

    <T> T alone(Access<T> step) throws IOException {
        lock.lock();
        try {
            return step.take();
        } finally {
            lock.unlock();
        }
    }

    String id() {
        return id;
    }

    Grant grant() {
        return grant;
    }

    Declared declared() {
        return declared;
    }

    /** The bytes that need not be sent again. */
    long received() {
        return intake.bytes();
    }

    boolean ended() {
        return ended;
    }

    /** Takes a chunk in, granule by granule; what is left over at a break is lost. */
    void add(InputStream chunk, LongConsumer meter) throws IOException {
        byte[] granule = new byte[GRANULARITY];
        int length = chunk.readNBytes(granule, 0, GRANULARITY);
        while (length > 0) {
            meter.accept(length);
            intake.add(granule, length);
            length = chunk.readNBytes(granule, 0, GRANULARITY);
        }
    }

    /** Ends it with what has been received. */
    Content finish() {
        ended = true;
        return intake.finish();
    }

    /** The hash that the bytes must have, said at the start or now. */
    Optional<String> sha1(Optional<String> now) {
        return now.or(declared::sha1);
    }

    /** Takes in the bytes of one upload, in order, and keeps their digests, and them where that is wanted. */
    static final class Intake {
        private final Optional<Path> file;
        private final MessageDigest sha256 = digest("SHA-256");
        private final MessageDigest sha1 = digest("SHA-1");
        private final byte[] head = new byte[MediaType.HEAD_BYTES];
        private long bytes;

        Intake(Optional<Path> file) {
            this.file = file;
        }

        void add(byte[] buffer, int length) throws IOException {
            if (file.isPresent()) {
                try (OutputStream out = Files.newOutputStream(file.get(), CREATE, APPEND)) {
                    out.write(buffer, 0, length);
                }
            }
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
            return new Content(hex(sha256), hex(sha1), bytes, MediaType.of(first), file);
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
}
