package sundown.cli.adopt;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.cli.adopt.Mapping.TableMapping;

/** Comma-separated values (RFC 4180), or values with another delimiter. The first line names the columns. */
final class CsvReader implements RowReader {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    private static final int LONGEST_HEADER = 1 << 20;

    private final Source file;
    private final TableMapping mapping;
    private final CsvParser parser;

    /** By the place of the column; a column may have several fields, or none. */
    private final List<List<Field>> fields;

    CsvReader(Source file, InputStream bytes, TableMapping mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        this.parser = CSV.getFactory().createParser(text);
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(mapping.delimiter()));
        this.fields = fields(header());
    }

    private List<String> header() throws IOException {
        List<String> names = new ArrayList<>();
        int length = 0;
        if (advance() == JsonToken.START_ARRAY) {
            while (advance() != JsonToken.END_ARRAY) {
                String name = parser.getText();
                length += name.length() + 1;
                if (length > LONGEST_HEADER) {
                    throw new IllegalArgumentException(
                            file + " has more than 1,048,576 characters in its first line, which names the columns.");
                }
                names.add(name.replace("\uFEFF", "").strip());
            }
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

    /** The parser knows the line only after the first cell. */
    @Override
    public Optional<SourceRow> next() throws IOException {
        if (advance() != JsonToken.START_ARRAY) {
            return Optional.empty();
        }
        Map<Field, String> cells = new EnumMap<>(Field.class);
        int place = 0;
        long line = 0;
        for (; advance() != JsonToken.END_ARRAY; place++) {
            line = place == 0 ? parser.currentLocation().getLineNr() : line;
            List<Field> here = place < fields.size() ? fields.get(place) : List.of();
            if (!here.isEmpty() && !mapping.absent().contains(parser.getText())) {
                String text = parser.getText();
                here.forEach(field -> cells.put(field, text));
            }
        }
        return Optional.of(
                place == fields.size()
                        ? new SourceRow.Cells(line, cells)
                        : new SourceRow.Broken(line, Optional.empty(), Reason.OTHER_CELLS, cells));
    }

    private JsonToken advance() throws IOException {
        try {
            return parser.nextToken();
        } catch (JacksonException | CharacterCodingException broken) {
            throw new IllegalArgumentException(
                    "%s cannot be read from line %d on: it is not CSV in UTF-8."
                            .formatted(file, parser.currentLocation().getLineNr()),
                    broken);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
