package sundown.cli.adopt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Comma-separated values (RFC 4180), or values with another delimiter. */
public final class CsvReader implements RowReader {
    private static final int LONGEST_HEADER = 1 << 20;
    private static final byte[] TOO_LONG = new byte[LONGEST_CELL + 1];

    static {
        Arrays.fill(TOO_LONG, (byte) 'x');
    }

    private final Source file;
    private final int delimiter;
    private final Bytes bytes;
    private byte[][] absent = {};

    /** By the place of a cell, the columns that it fills. */
    private int[][] columns;

    private long line = 1;

    /** What follows the cell that was read: the delimiter, the end of a line, or -1. */
    private int end;

    private CsvReader(Source file, int delimiter, LongConsumer read) throws IOException {
        this.file = file;
        this.delimiter = delimiter;
        this.bytes = new Bytes(file, LONGEST_HEADER, read);
    }

    /** A column, by its name in failures and all names that it may have in a file; none where it is in no file. */
    public record Column(String name, Collection<String> names) {}

    /**
     * Opens a file whose first line names the columns.
     *
     * @param absent cells that stand for no value
     * @param plain makes of a name in the file one of those of columns
     */
    public static CsvReader named(
            Source file,
            char delimiter,
            Collection<String> absent,
            List<Column> columns,
            UnaryOperator<String> plain,
            LongConsumer read)
            throws IOException {
        CsvReader reader = new CsvReader(file, delimiter, read);
        reader.absent = absent.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        List<String> names = reader.header().stream().map(plain).toList();
        for (Column column : columns) {
            long found = names.stream().filter(column.names()::contains).count();
            if (found != 1 && !column.names().isEmpty()) {
                throw new IllegalArgumentException(
                        file + " has " + (found == 0 ? "no column " : "more than one column ") + column.name() + ".");
            }
        }
        reader.columns = names.stream()
                .map(name -> IntStream.range(0, columns.size())
                        .filter(column -> columns.get(column).names().contains(name))
                        .toArray())
                .toArray(int[][]::new);
        return reader;
    }

    /** Opens a file without names, of which each cell fills a column of its own. */
    public static CsvReader unnamed(Source file, int columns) throws IOException {
        CsvReader reader = new CsvReader(file, ',', _ -> {});
        reader.columns = IntStream.range(0, columns)
                .mapToObj(column -> new int[] {column})
                .toArray(int[][]::new);
        return reader;
    }

    private List<String> header() throws IOException {
        List<String> names = new ArrayList<>();
        int left = LONGEST_HEADER;
        int first = begin();
        for (boolean more = first >= 0; more; more = end == delimiter) {
            readCell(names.isEmpty() ? first : bytes.read());
            left -= (int) Math.min(bytes.length() + 1, LONGEST_HEADER + 1L);
            if (left < 0) {
                throw new IllegalArgumentException(
                        file + " has more than 1,048,576 characters in its first line, which names the columns.");
            }
            names.add(decoded(bytes.take()).replace("\uFEFF", "").strip());
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty: it has no line of column names.");
        }
        return names;
    }

    @Override
    public boolean next(Row row) throws IOException {
        int first = begin();
        if (first < 0) {
            return false;
        }
        row.begin(line);
        int place = 0;
        do {
            readCell(place == 0 ? first : bytes.read());
            if (place < columns.length && columns[place].length > 0) {
                put(columns[place], row);
            }
            bytes.drop();
            place++;
        } while (end == delimiter);
        if (place != columns.length) {
            row.refuse("row", Reason.OTHER_CELLS);
        }
        return true;
    }

    private void put(int[] here, Row row) {
        byte[] cell = bytes.length() > LONGEST_CELL ? TOO_LONG : bytes.take();
        for (byte[] none : absent) {
            if (Arrays.equals(none, cell)) {
                return;
            }
        }
        for (byte one : cell) {
            if (one < 0) {
                decoded(cell);
                break;
            }
        }
        for (int column : here) {
            row.cells[column] = cell;
        }
    }

    /** The first byte of the next line that is not empty, or -1. */
    private int begin() throws IOException {
        int one = bytes.read();
        for (; one == '\n' || one == '\r'; one = bytes.read()) {
            line += one == '\n' ? 1 : 0;
        }
        return one;
    }

    private void readCell(int first) throws IOException {
        int one = first;
        if (one == '"') {
            for (one = readQuoted(); one == ' '; one = bytes.read()) {
                // blanks may follow the quote
            }
            if (one >= 0 && one != delimiter && one != '\n' && one != '\r') {
                throw broken(null);
            }
        } else {
            for (; one >= 0 && one != delimiter && one != '\n' && one != '\r'; one = bytes.read()) {
                bytes.keep(one);
            }
        }
        end = one == '\r' ? bytes.read() : one;
        line += end == '\n' ? 1 : 0;
    }

    /** What follows the quote at the end of a cell. */
    private int readQuoted() throws IOException {
        for (int one = bytes.read(); one >= 0; one = bytes.read()) {
            if (one == '"') {
                one = bytes.read();
                if (one != '"') {
                    return one;
                }
            }
            line += one == '\n' ? 1 : 0;
            bytes.keep(one);
        }
        throw broken(null);
    }

    private String decoded(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw broken(malformed);
        }
    }

    private IllegalArgumentException broken(Exception why) {
        return new IllegalArgumentException(
                "%s cannot be read from line %d on: it is not CSV in UTF-8.".formatted(file, line), why);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
