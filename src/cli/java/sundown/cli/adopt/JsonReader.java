package sundown.cli.adopt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.cli.adopt.Mapping.TableMapping;

/** One JSON object a line. A line that is none is broken, and the next may be right. Empty lines are skipped. */
final class JsonReader implements RowReader {
    private static final int LONGEST_LINE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private final TableMapping mapping;
    private final Map<Field, JsonPointer> places;
    private long line;

    JsonReader(InputStream bytes, TableMapping mapping) {
        this.bytes = bytes;
        this.mapping = mapping;
        this.places = mapping.columns().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, column -> pointer(column.getValue())));
    }

    private static JsonPointer pointer(String column) {
        return column.startsWith("/")
                ? JsonPointer.compile(column)
                : JsonPointer.empty().appendProperty(column);
    }

    @Override
    public Optional<SourceRow> next() throws IOException {
        Line text = readLine();
        while (text.ended() && text.length() == 0) {
            text = readLine();
        }
        if (text.length() == 0) {
            return Optional.empty();
        }
        return Optional.of(text.length() > LONGEST_LINE ? broken(Reason.TOO_LONG) : row(text));
    }

    /**
     * A line.
     *
     * @param length all its bytes, of which only the first are kept
     * @param ended whether more of the file may follow
     */
    private record Line(ByteArrayOutputStream kept, long length, boolean ended) {}

    private Line readLine() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
        long length = 0;
        line++;
        for (int one = read(); one != '\n'; one = read()) {
            if (one < 0) {
                return new Line(kept, length, false);
            }
            if (one != '\r' && ++length <= LONGEST_LINE) {
                kept.write(one);
            }
        }
        return new Line(kept, length, true);
    }

    /** The next byte, or -1 at the end. */
    private int read() throws IOException {
        if (at == filled) {
            filled = bytes.read(buffer);
            at = 0;
            if (filled < 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    private SourceRow row(Line text) {
        JsonNode object;
        try {
            object = JSON.readTree(text.kept().toByteArray());
        } catch (IOException invalid) {
            return broken(Reason.NOT_JSON);
        }
        if (!object.isObject()) {
            return broken(Reason.NOT_JSON);
        }
        Map<Field, String> cells = new EnumMap<>(Field.class);
        Optional<Field> wrong = Optional.empty();
        for (Map.Entry<Field, JsonPointer> place : places.entrySet()) {
            JsonNode value = object.at(place.getValue());
            if (value.isContainerNode()) {
                wrong = wrong.or(() -> Optional.of(place.getKey()));
            } else if (!value.isMissingNode()
                    && !value.isNull()
                    && !mapping.absent().contains(value.asText())) {
                cells.put(place.getKey(), value.asText());
            }
        }
        return wrong.isPresent()
                ? new SourceRow.Broken(line, wrong, Reason.NOT_A_VALUE, cells)
                : new SourceRow.Cells(line, cells);
    }

    private SourceRow broken(Reason reason) {
        return new SourceRow.Broken(line, Optional.empty(), reason, Map.of());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
