package sundown.cli.adopt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import sundown.cli.adopt.Place.Source;

/** Comma-separated values (RFC 4180), or values with another delimiter. */
public final class CsvReader extends RowReader {
    /** No value is valid that has more bytes; albums may have as many. */
    private static final int LONGEST_CELL = 1 << 14;

    private static final int LONGEST_HEADER = 1 << 20;
    private static final byte[] TOO_LONG = "x".repeat(LONGEST_CELL + 1).getBytes(StandardCharsets.UTF_8);

    private final Source file;
    private final byte delimiter;

    /** By the place of a cell, the columns that it fills. */
    private int[][] columns;

    private long current = 1;

    /** What follows the cell that was read: the delimiter, the end of a line, or -1. */
    private int end;

    private CsvReader(Source file, char delimiter, int columns, LongConsumer read) throws IOException {
        super(file, columns, LONGEST_HEADER, read);
        this.file = file;
        this.delimiter = (byte) delimiter;
    }

    /**
     * Opens a file whose first line names the columns.
     *
     * @param columns of each the names that it may have in a file, first that in failures; none where it is in no file
     * @param plain makes of a name in the file one of those of columns
     */
    public static CsvReader named(
            Source file, char delimiter, List<List<String>> columns, UnaryOperator<String> plain, LongConsumer read)
            throws IOException {
        CsvReader reader = new CsvReader(file, delimiter, columns.size(), read);
        List<String> names = reader.header().stream().map(plain).toList();
        for (List<String> column : columns) {
            long found = names.stream().filter(column::contains).count();
            if (found != 1 && !column.isEmpty()) {
                throw new IllegalArgumentException(file + " has "
                        + (found == 0 ? "no column " : "more than one column ") + column.getFirst() + ".");
            }
        }
        reader.columns = names.stream()
                .map(name -> IntStream.range(0, columns.size())
                        .filter(column -> columns.get(column).contains(name))
                        .toArray())
                .toArray(int[][]::new);
        return reader;
    }

    /** Opens a file without names, of which each cell fills a column of its own. */
    public static CsvReader unnamed(Source file, int columns) throws IOException {
        CsvReader reader = new CsvReader(file, ',', columns, _ -> {});
        reader.columns = IntStream.range(0, columns)
                .mapToObj(column -> new int[] {column})
                .toArray(int[][]::new);
        return reader;
    }

    /** By column, the place of its cell in a row, from 1 on; 0 for one that no cell fills. */
    List<Integer> places() {
        return IntStream.range(0, cells.length)
                .map(column -> 1
                        + IntStream.range(0, columns.length)
                                .filter(place -> IntStream.of(columns[place]).anyMatch(filled -> filled == column))
                                .findFirst()
                                .orElse(-1))
                .boxed()
                .toList();
    }

    /** How many cells the line of column names has. */
    int width() {
        return columns.length;
    }

    /** How many lines were read. */
    long lines() {
        return current - 1;
    }

    private List<String> header() throws IOException {
        List<String> names = new ArrayList<>();
        long left = LONGEST_HEADER;
        int first = firstOfRow();
        for (boolean more = first >= 0; more; more = end == delimiter) {
            readCell(names.isEmpty() ? first : read());
            left -= length() + 1;
            if (left < 0) {
                throw new IllegalArgumentException(
                        file + " has more than 1,048,576 characters in its first line, which names the columns.");
            }
            String name = new String(requireUtf8(take()), StandardCharsets.UTF_8);
            names.add(name.replace("\uFEFF", "").strip());
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty: it has no line of column names.");
        }
        return names;
    }

    @Override
    boolean next() throws IOException {
        int first = firstOfRow();
        if (first < 0) {
            return false;
        }
        begin(current);
        int place = 0;
        do {
            readCell(place == 0 ? first : read());
            if (place < columns.length && columns[place].length > 0) {
                put(columns[place]);
            }
            place++;
        } while (end == delimiter);
        if (place != columns.length) {
            fault = "row " + Reason.OTHER_CELLS;
        }
        return true;
    }

    private void put(int[] here) {
        byte[] cell = length() > LONGEST_CELL ? TOO_LONG : requireUtf8(take());
        for (int column : here) {
            cells[column] = cell;
        }
    }

    /** The first byte of the next line that is not empty, or -1. */
    private int firstOfRow() throws IOException {
        int one = read();
        for (; one == '\n' || one == '\r'; one = read()) {
            current += one == '\n' ? 1 : 0;
        }
        return one;
    }

    private void readCell(int first) throws IOException {
        drop();
        int one = first;
        if (one == '"') {
            for (one = readQuoted(); one == ' '; one = read()) {
                // blanks may follow the quote
            }
            if (one >= 0 && one != delimiter && one != '\n' && one != '\r') {
                throw broken();
            }
        } else if (one >= 0) {
            unread();
            one = keepUntil(delimiter, (byte) '\n', (byte) '\r');
        }
        end = one == '\r' ? read() : one;
        current += end == '\n' ? 1 : 0;
    }

    /** What follows the quote at the end of a cell. */
    private int readQuoted() throws IOException {
        int one = keepUntil((byte) '"', (byte) '\n', (byte) '\n');
        for (; one >= 0; one = keepUntil((byte) '"', (byte) '\n', (byte) '\n')) {
            if (one == '"') {
                one = read();
                if (one != '"') {
                    return one;
                }
            }
            current += one == '\n' ? 1 : 0;
            keep((byte) one);
        }
        throw broken();
    }

    private byte[] requireUtf8(byte[] text) {
        if (!isUtf8(text)) {
            throw broken();
        }
        return text;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException(
                "%s cannot be read from line %d on: it is not CSV in UTF-8.".formatted(file, current));
    }
}
