package sundown.cli.adopt;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the rows of one file in their order. The engine's own readers do not know the line of a row that they take, nor
 * that a packed file was cut off.
 */
public interface RowReader extends Closeable {
    /** No value is valid that has more bytes. */
    int LONGEST_CELL = 1 << 12;

    /**
     * Reads the next row, if there is one.
     *
     * @throws IllegalArgumentException with a sentence for the user when neither it nor what follows can be read
     */
    boolean next(Row row) throws IOException;

    /** A row, to be read into. Columns without a value are null. */
    final class Row {
        final byte[][] cells;
        long line;
        String fault;

        Row(int columns) {
            this.cells = new byte[columns][];
        }

        void begin(long at) {
            line = at;
            fault = null;
            Arrays.fill(cells, null);
        }

        /** Refuses the row because of a field, or of all of it; the first reason counts. */
        void refuse(String what, Reason reason) {
            if (fault == null) {
                fault = what + " " + reason;
            }
        }
    }
}
