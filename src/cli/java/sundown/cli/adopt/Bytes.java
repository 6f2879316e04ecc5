package sundown.cli.adopt;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file one by one, and those of a cell or line, of which only so many are kept. A file with a name that
 * ends in {@code .gz} is unpacked.
 */
final class Bytes implements Closeable {
    private final Source file;
    private final InputStream bytes;
    private final int most;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private byte[] kept = new byte[1 << 8];
    private long length;

    /**
     * Opens a file.
     *
     * @param most bytes of a cell or line to keep
     * @param read is told of bytes of the file that were read
     */
    Bytes(Source file, int most, LongConsumer read) throws IOException {
        this.file = file;
        this.most = most;
        InputStream counted = new Counted(file.open(), read);
        try {
            this.bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(counted, 1 << 16) : counted;
        } catch (EOFException | ZipException broken) {
            counted.close();
            throw cutOff(broken);
        }
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (at == filled && !fill()) {
            return -1;
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        try {
            filled = Math.max(0, bytes.read(buffer));
            return filled > 0;
        } catch (EOFException | ZipException broken) {
            throw cutOff(broken);
        }
    }

    private IllegalArgumentException cutOff(IOException broken) {
        return new IllegalArgumentException(file + " is no whole gzip file: get it again.", broken);
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

    /** Tells how much was read. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer read;

        Counted(InputStream bytes, LongConsumer read) {
            super(bytes);
            this.read = read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            read.accept(Math.max(0, got));
            return got;
        }
    }
}
