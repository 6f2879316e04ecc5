package sundown.cli.adopt;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import sundown.cli.adopt.Mapping.TableMapping;

/** Reads the rows of one exported file in their order. */
interface RowReader extends Closeable {
    /**
     * Reads the next row, if there is one.
     *
     * @throws IllegalArgumentException with a sentence for the user when neither it nor what follows can be read
     */
    Optional<SourceRow> next() throws IOException;

    /**
     * Opens a file in UTF-8; one whose name ends in {@code .gz} is unpacked.
     *
     * @param read is told of bytes of the file that were read
     */
    static RowReader open(Source file, TableMapping mapping, LongConsumer read) throws IOException {
        InputStream bytes = new Counted(file.open(), read);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return switch (mapping.format()) {
            case CSV -> new CsvReader(file, text, mapping);
            case JSONL -> new JsonReader(text, mapping);
        };
    }

    /** Tells how much was read. */
    final class Counted extends FilterInputStream {
        private final LongConsumer read;

        Counted(InputStream bytes, LongConsumer read) {
            super(bytes);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read.accept(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            read.accept(Math.max(0, got));
            return got;
        }
    }
}
