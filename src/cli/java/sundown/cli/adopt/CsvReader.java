package sundown.cli.adopt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.cli.adopt.Mapping.TableMapping;

/** Comma-separated values (RFC 4180), or values with another delimiter. The first line names the columns. */
final class CsvReader implements RowReader {
    private static final int LONGEST_HEADER = 1 << 20;

    private final Source file;
    private final TableMapping mapping;
    private final Bytes bytes;
    private final List<byte[]> absent;

    /** By the place of the column; a column may have several fields, or none. */
    private final List<List<Field>> fields;

    private long line = 1;

    /** What follows the cell that was read: the delimiter, the end of a line, or -1. */
    private int end;

    CsvReader(Source file, InputStream bytes, TableMapping mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        this.bytes = new Bytes(bytes, LONGEST_HEADER);
        this.absent = mapping.absent().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.fields = fields(header());
    }

    private List<String> header() throws IOException {
        List<String> names = new ArrayList<>();
        int left = LONGEST_HEADER;
        int first = begin();
        for (boolean more = first >= 0; more; more = end == mapping.delimiter()) {
            readCell(names.isEmpty() ? first : bytes.read());
            left -= (int) Math.min(bytes.length() + 1, LONGEST_HEADER + 1L);
            if (left < 0) {
                throw new IllegalArgumentException(
                        file + " has more than 1,048,576 characters in its first line, which names the columns.");
            }
            names.add(decoded(bytes.take()).replace("\uFEFF", "").strip());
        }
        return names;
    }

    private List<List<Field>> fields(List<String> names) {
        for (String column : mapping.columns().values()) {
            int found = Collections.frequency(names, column);
            if (found != 1) {
                throw new IllegalArgumentException(
                        file + " has " + (found == 0 ? "no column " : "more than one column ") + column + ".");
            }
        }
        return names.stream()
                .map(name -> mapping.columns().entrySet().stream()
                        .filter(column -> column.getValue().equals(name))
                        .map(Map.Entry::getKey)
                        .toList())
                .toList();
    }

    @Override
    public boolean next(Row row) throws IOException {
        int first = begin();
        if (first < 0) {
            return false;
        }
        row.begin(line);
        int place = 0;
        for (boolean more = true; more; more = end == mapping.delimiter()) {
            readCell(place == 0 ? first : bytes.read());
            if (place < fields.size() && !fields.get(place).isEmpty()) {
                put(fields.get(place), row);
            }
            bytes.drop();
            place++;
        }
        if (place != fields.size()) {
            row.refuse(Optional.empty(), Reason.OTHER_CELLS);
        }
        return true;
    }

    private void put(List<Field> here, Row row) throws IOException {
        byte[] cell = bytes.length() > LONGEST_CELL ? Row.tooLong() : bytes.take();
        if (absent.stream().noneMatch(none -> Arrays.equals(none, cell))) {
            for (byte one : cell) {
                if (one < 0) {
                    decoded(cell);
                    break;
                }
            }
            here.forEach(field -> row.put(field, cell));
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
            if (one >= 0 && one != mapping.delimiter() && one != '\n' && one != '\r') {
                throw broken(null);
            }
        } else {
            for (; one >= 0 && one != mapping.delimiter() && one != '\n' && one != '\r'; one = bytes.read()) {
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
