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
        int read = stream.read(target, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the bytes end before their promised length");
        }
        left -= read;
        return read;
    }
}
