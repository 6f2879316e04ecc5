package sundown.cli.reconcile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comma-separated values (RFC 4180) in UTF-8. The first line names the columns, in any order and case. */
final class CsvFile {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final Path file;

    private CsvFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param columns the columns to read, each with its possible spellings; all of them are required
     * @throws IllegalArgumentException with a sentence for the user when the file, a column or a cell is missing
     */
    static List<CsvRow> read(Path file, Map<String, List<String>> columns) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + ".");
        }
        CsvFile csv = new CsvFile(file);
        List<Line> lines = csv.lines();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty: it has no line of column names.");
        }
        Map<String, Integer> places = csv.places(lines.getFirst().cells(), columns);
        return lines.stream().skip(1).map(line -> csv.row(line, places)).toList();
    }

    /** A line and its number in the file, from 1. */
    private record Line(int number, List<String> cells) {}

    private List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvParser parser = CSV.getFactory().createParser(text)) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                lines.add(line(parser));
            }
        } catch (JacksonException | CharacterCodingException broken) {
            throw new IllegalArgumentException(file + " is not a file of comma-separated values in UTF-8.", broken);
        }
        return lines;
    }

    /** The parser knows the line number only after the first cell. */
    private static Line line(CsvParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        int number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            number = cells.isEmpty() ? parser.currentLocation().getLineNr() : number;
            cells.add(parser.getText());
        }
        return new Line(number, cells);
    }

    private Map<String, Integer> places(List<String> header, Map<String, List<String>> columns) {
        List<String> names = header.stream().map(CsvFile::plain).toList();
        Map<String, Integer> places = new HashMap<>();
        columns.forEach((column, spellings) -> {
            List<Integer> found = new ArrayList<>();
            for (int place = 0; place < names.size(); place++) {
                if (spellings.contains(names.get(place))) {
                    found.add(place);
                }
            }
            if (found.size() != 1) {
                throw new IllegalArgumentException(
                        file + " has " + (found.isEmpty() ? "no column " : "more than one column ") + column + ".");
            }
            places.put(column, found.getFirst());
        });
        return places;
    }

    /** Reads {@code Charge ID}, {@code charge_id} and {@code chargeId} as one name. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private CsvRow row(Line line, Map<String, Integer> places) {
        Map<String, String> cells = new HashMap<>();
        places.forEach((column, place) -> {
            if (place >= line.cells().size()) {
                throw new IllegalArgumentException(file + ", line " + line.number() + ": there is no " + column + ".");
            }
            cells.put(column, line.cells().get(place));
        });
        return new CsvRow(file, line.number(), cells);
    }
}
