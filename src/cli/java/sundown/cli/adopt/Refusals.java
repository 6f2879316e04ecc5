package sundown.cli.adopt;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import sundown.edge.CsvTable;

/** Rows that are refused: a line for each, and how many for which reason. No value of a row is in them. */
final class Refusals {
    static final String HEADER = CsvTable.header("file", "line", "column", "field", "reason");

    private final Mapping mapping;
    private final StringBuilder lines = new StringBuilder();
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

    /** @param mapping names the column of each field */
    Refusals(Mapping mapping) {
        this.mapping = mapping;
    }

    void add(Kind kind, Source file, long line, Optional<Field> field, Reason reason) {
        add(kind, file, line, field, reason, "");
    }

    /** @param more what follows the reason's sentence */
    void add(Kind kind, Source file, long line, Optional<Field> field, Reason reason, String more) {
        lines.append(CsvTable.line(
                file,
                line,
                field.map(mapping.of(kind).columns()::get).orElse(""),
                field.map(Field::toString).orElse("row"),
                reason.sentence() + more));
        counts.merge(reason, 1L, Long::sum);
    }

    String lines() {
        return lines.toString();
    }

    Map<Reason, Long> counts() {
        return counts;
    }
}
