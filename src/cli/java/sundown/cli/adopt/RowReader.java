package sundown.cli.adopt;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import sundown.cli.adopt.Place.Source;

/**
 * Reads the rows of one file in their order: cells without a value are null. The engine's own readers do not know the
 * line of a row that they take, nor that a packed file was cut off. A file with a name that ends in {@code .gz} is
 * unpacked.
 */
public abstract class RowReader implements Closeable {
    private static final int LONGEST_LINE = 1 << 20;

    /** What was read last. */
    final byte[][] cells;

    long line;

    /** What is wrong with all of the row: the first word says what, the second is a {@link Reason}. */
    String fault;

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
    RowReader(Source file, int columns, int most, LongConsumer read) throws IOException {
        this.cells = new byte[columns][];
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

    /**
     * Reads the next row, if there is one.
     *
     * @throws IllegalArgumentException with a sentence for the user when neither it nor what follows can be read
     */
    abstract boolean next() throws IOException;

    /** Reads each line that is not empty as one cell. One that is too long, or is not UTF-8, is refused. */
    static RowReader lines(Source file, LongConsumer read) throws IOException {
        return new RowReader(file, 1, LONGEST_LINE, read) {
            private long number;

            @Override
            boolean next() throws IOException {
                int end;
                do {
                    drop();
                    number++;
                    end = keepUntil((byte) '\n', (byte) '\n', (byte) '\n');
                } while (end >= 0 && isBlank());
                begin(number);
                if (length() > LONGEST_LINE) {
                    fault = "row " + Reason.TOO_LONG;
                } else if (!isBlank()) {
                    cells[0] = take();
                    if (!isUtf8(cells[0])) {
                        cells[0] = null;
                        fault = "row " + Reason.NOT_JSON;
                    }
                }
                return fault != null || cells[0] != null;
            }
        };
    }

    void begin(long number) {
        line = number;
        fault = null;
        Arrays.fill(cells, null);
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        return at < filled || fill() ? buffer[at++] & 0xFF : -1;
    }

    /** Takes back the byte that was read. */
    void unread() {
        at--;
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

    /** Keeps what comes before one of three bytes, and returns that byte, or -1 at the end. */
    int keepUntil(byte one, byte other, byte third) throws IOException {
        while (at < filled || fill()) {
            int from = at;
            for (; at < filled; at++) {
                byte next = buffer[at];
                if (next == one || next == other || next == third) {
                    keep(buffer, from, at - from);
                    return buffer[at++] & 0xFF;
                }
            }
            keep(buffer, from, filled - from);
        }
        return -1;
    }

    private void keep(byte[] more, int from, int count) {
        int taken = (int) Math.min(count, Math.max(0, most - length));
        if (taken > 0 && length + taken > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(most, Math.max((int) length + taken, 2 * kept.length)));
        }
        if (taken > 0) {
            System.arraycopy(more, from, kept, (int) length, taken);
        }
        length += count;
    }

    void keep(byte one) {
        keep(new byte[] {one}, 0, 1);
    }

    /** How many bytes there were to keep. */
    long length() {
        return length;
    }

    /** Whether there was nothing but the end of a line. */
    boolean isBlank() {
        return length == 0 || (length == 1 && kept[0] == '\r');
    }

    /** What was kept. */
    byte[] take() {
        return Arrays.copyOf(kept, (int) Math.min(length, most));
    }

    /** Begins the next cell. */
    void drop() {
        length = 0;
    }

    static boolean isUtf8(byte[] text) {
        for (byte one : text) {
            if (one < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
                    return true;
                } catch (CharacterCodingException malformed) {
                    return false;
                }
            }
        }
        return true;
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
