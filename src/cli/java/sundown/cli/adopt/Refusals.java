package sundown.cli.adopt;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import sundown.edge.CsvTable;

/** Rows that are refused: a line for each, and how many for which reason. No value of a row is in them. */
final class Refusals {
    private final StringBuilder lines = new StringBuilder();
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

    void add(Path file, long line, Optional<Field> field, Reason reason) {
        add(file, line, field, reason, "");
    }

    /** @param more what follows the reason's sentence */
    void add(Path file, long line, Optional<Field> field, Reason reason, String more) {
        lines.append(CsvTable.line(file, line, field.map(Field::toString).orElse("row"), reason.sentence() + more));
        counts.merge(reason, 1L, Long::sum);
    }

    String lines() {
        return lines.toString();
    }

    Map<Reason, Long> counts() {
        return counts;
    }
}
