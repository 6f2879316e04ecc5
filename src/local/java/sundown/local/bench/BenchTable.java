package sundown.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcome of a comparison as a table for people, the targets below it. */
final class BenchTable {
    private static final String FOOT = """
            MB in a second of processor time, of the user and the system, with all threads and children.
            To a file: what a process takes from its start, with reading and writing the files.
            To nothing: as in the function, the contents are in memory before, and the archive is thrown away. Warm JVMs
            have written it once before, a native process begins again each time. The limit is OpenSSL's AES-256-CTR and
            SHA-1 one after the other.
            """;

    /** Above the columns. */
    static final String HEADER =
            "%-30s %-7s %8s %8s %8s %9s %9s".formatted("", "to", "median", "min", "max", "of limit", "vs zip4j");

    private BenchTable() {}

    static String of(BenchFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        figures.writers().forEach(writer -> lines.add(row(figures, writer)));
        lines.add("");
        lines.add(FOOT);
        Target.ALL.stream()
                .filter(target -> figures.has(target.writer()))
                .forEach(target -> lines.add(target.line(figures)));
        return String.join("\n", lines);
    }

    private static String row(BenchFigures figures, Writer writer) {
        Speeds speeds = figures.speeds(writer);
        return String.format(
                Locale.ROOT,
                "%-30s %-7s %8.0f %8.0f %8.0f %9.2f %9.2f",
                writer.label(),
                writer.sink().label(),
                speeds.median(),
                speeds.min(),
                speeds.max(),
                figures.ratio(writer, Writer.LIMIT),
                figures.ratio(writer, Writer.ZIP4J));
    }
}
