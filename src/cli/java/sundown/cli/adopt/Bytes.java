package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a file one by one, and those of a cell or line, of which only so many are kept. */
final class Bytes implements Closeable {
    private final InputStream bytes;
    private final int most;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private byte[] kept = new byte[1 << 8];
    private long length;

    /** @param most to keep; a few more tell that there are more */
    Bytes(InputStream bytes, int most) {
        this.bytes = bytes;
        this.most = most;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (at == filled) {
            filled = Math.max(0, bytes.read(buffer));
            at = 0;
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    void keep(int one) {
        if (length < most) {
            if (length == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(most, 2 * kept.length));
            }
            kept[(int) length] = (byte) one;
        }
        length++;
    }

    /** How many there were. */
    long length() {
        return length;
    }

    /** What was kept, and begins anew. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(kept, (int) Math.min(length, most));
        length = 0;
        return taken;
    }

    /** Begins anew without what was kept. */
    void drop() {
        length = 0;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
