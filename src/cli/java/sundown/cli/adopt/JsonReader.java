package sundown.cli.adopt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.cli.adopt.Mapping.TableMapping;

/** One JSON object a line. A line that is none is refused, and the next may be right. Empty lines are skipped. */
final class JsonReader implements RowReader {
    private static final int LONGEST_LINE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Bytes bytes;
    private final TableMapping mapping;
    private final Map<Field, JsonPointer> places;
    private long line;

    JsonReader(InputStream bytes, TableMapping mapping) {
        this.bytes = new Bytes(bytes, LONGEST_LINE);
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
    public boolean next(Row row) throws IOException {
        int one = 0;
        while (bytes.length() == 0 && one >= 0) {
            line++;
            for (one = bytes.read(); one >= 0 && one != '\n'; one = bytes.read()) {
                if (one != '\r') {
                    bytes.keep(one);
                }
            }
        }
        if (bytes.length() == 0) {
            return false;
        }
        row.begin(line);
        if (bytes.length() > LONGEST_LINE) {
            row.refuse(Optional.empty(), Reason.TOO_LONG);
            bytes.drop();
        } else {
            read(bytes.take(), row);
        }
        return true;
    }

    private void read(byte[] text, Row row) {
        JsonNode object;
        try {
            object = JSON.readTree(text);
        } catch (IOException invalid) {
            object = null;
        }
        if (object == null || !object.isObject()) {
            row.refuse(Optional.empty(), Reason.NOT_JSON);
            return;
        }
        for (Map.Entry<Field, JsonPointer> place : places.entrySet()) {
            JsonNode value = object.at(place.getValue());
            Optional<Field> field = Optional.of(place.getKey());
            if (value.isContainerNode()) {
                row.refuse(field, Reason.NOT_A_VALUE);
            } else if (!value.isMissingNode()
                    && !value.isNull()
                    && !mapping.absent().contains(value.asText())) {
                put(place.getKey(), value.asText(), row);
            }
        }
    }

    /** In UTF-8, half of a character would become a question mark, and so a key another key. */
    private static void put(Field field, String text, Row row) {
        if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            row.refuse(Optional.of(field), Reason.HALF_CHARACTER);
        } else {
            row.put(field, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
