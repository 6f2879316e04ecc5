package sundown.cli.adopt;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import sundown.cli.adopt.Mapping.TableMapping;

/**
 * Reads the rows of one exported file in their order. The engine's own readers do not know the line of a row that they
 * take, nor that a packed file was cut off.
 */
interface RowReader extends Closeable {
    /** No field is valid that is longer. */
    int LONGEST_CELL = 1 << 12;

    /**
     * Reads the next row, if there is one.
     *
     * @throws IllegalArgumentException with a sentence for the user when neither it nor what follows can be read
     */
    boolean next(Row row) throws IOException;

    /** A row, to be read into. Fields without a value are null. */
    final class Row {
        final byte[][] cells;
        private final List<Field> fields;
        long line;
        String fault;

        Row(List<Field> fields) {
            this.fields = fields;
            this.cells = new byte[fields.size()][];
        }

        void begin(long at) {
            line = at;
            fault = null;
            Arrays.fill(cells, null);
        }

        /** Refuses the row; the first reason counts. */
        void refuse(Optional<Field> field, Reason reason) {
            if (fault == null) {
                fault = field.map(Field::toString).orElse("row") + " " + reason;
            }
        }

        void put(Field field, byte[] text) {
            cells[fields.indexOf(field)] = text.length <= LONGEST_CELL ? text : tooLong();
        }

        /** In place of a cell that is too long for each field. */
        static byte[] tooLong() {
            byte[] some = new byte[LONGEST_CELL + 1];
            Arrays.fill(some, (byte) 'x');
            return some;
        }
    }

    /**
     * Opens a file in UTF-8; one with a name that ends in {@code .gz} is unpacked.
     *
     * @param read is told of bytes of the file that were read
     */
    static RowReader open(Source file, TableMapping mapping, LongConsumer read) throws IOException {
        InputStream bytes = new Counted(file.open(), read);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return switch (mapping.format()) {
            case CSV -> new CsvReader(file, text, mapping);
            case JSONL -> new JsonReader(text, mapping);
            case PARQUET -> throw new IllegalStateException("the engine reads it");
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
