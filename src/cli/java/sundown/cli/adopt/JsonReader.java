package sundown.cli.adopt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
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
    private final Set<String> absent;
    private final List<Field> fields;
    private final List<Optional<JsonPointer>> places;
    private long line;

    /** @param fields of the columns, in their order */
    JsonReader(Source file, TableMapping mapping, List<Field> fields, LongConsumer read) throws IOException {
        this.bytes = new Bytes(file, LONGEST_LINE, read);
        this.absent = mapping.absent();
        this.fields = fields;
        this.places = fields.stream()
                .map(field -> Optional.ofNullable(mapping.columns().get(field)).map(JsonReader::pointer))
                .toList();
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
            row.refuse("row", Reason.TOO_LONG);
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
            row.refuse("row", Reason.NOT_JSON);
            return;
        }
        for (int column = 0; column < places.size(); column++) {
            if (places.get(column).isPresent()) {
                put(column, object.at(places.get(column).get()), row);
            }
        }
    }

    /** In UTF-8, half of a character would become a question mark, and so a key another key. */
    private void put(int column, JsonNode value, Row row) {
        String text = value.asText();
        if (value.isContainerNode()) {
            row.refuse(fields.get(column).toString(), Reason.NOT_A_VALUE);
        } else if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            row.refuse(fields.get(column).toString(), Reason.HALF_CHARACTER);
        } else if (!value.isMissingNode() && !value.isNull() && !absent.contains(text)) {
            row.cells[column] = text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
