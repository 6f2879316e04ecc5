package sundown.google;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import sundown.transfer.PhotoLibrary.Body;

/**
 * Exactly the promised number of a body's bytes. Fails when the body has fewer, and leaves the body's stream open for
 * the next chunk.
 */
final class Portion extends InputStream {
    private final InputStream stream;
    private long left;
    private volatile boolean brokenOff;

    Portion(Body body) {
        this.stream = body.stream();
        this.left = body.bytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = reading(target, offset, (int) Math.min(length, left));
        left -= read;
        return read;
    }

    private int reading(byte[] target, int offset, int length) throws IOException {
        brokenOff = true;
        int read = stream.read(target, offset, length);
        if (read < 0) {
            throw new EOFException("the bytes end before their promised length");
        }
        brokenOff = false;
        return read;
    }

    /** True when the body failed to give its bytes, so that the library could not answer. Safe for use by threads. */
    boolean brokenOff() {
        return brokenOff;
    }
}
