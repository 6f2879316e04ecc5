package sundown.local.google;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import sundown.local.google.Grants.Grant;
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
    private final Intake intake = new Intake();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    Session(String id, Grant grant, Declared declared) {
        this.id = id;
        this.grant = grant;
        this.declared = declared;
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
}
