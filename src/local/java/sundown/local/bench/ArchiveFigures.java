package sundown.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sundown.local.bench.Contestant.Writer;

/**
 * The outcome of a comparison.
 *
 * @param bytes how much each archived in a turn
 * @param turns what was reached in each turn, in megabytes in a second of processor time
 */
record ArchiveFigures(long bytes, int files, int rounds, Map<Writer, List<Double>> turns) {
    /** How fast writers are to be; the comparison checks those that took part. */
    private static final List<Target> TARGETS = List.of(
            new Target(Writer.RENDERER_WARM, 8, Writer.ZIP4J),
            new Target(Writer.RENDERER_WARM, 0.6, Writer.LIMIT),
            new Target(Writer.RENDERER_NATIVE, 0.5, Writer.LIMIT),
            new Target(Writer.RENDERER_NATIVE_FIRST, 0.5, Writer.LIMIT),
            new Target(Writer.RENDERER_COLD, 1, Writer.SEVEN_ZIP));

    private static final String FOOT = """
            MB in a second of processor time, of the user and the system, with all threads and children.
            To a file: what a process takes from its start, with reading and writing the files.
            To nothing: as in the function, the contents are in memory before, and the archive is thrown away. Warm JVMs
            have written it once before, a native process begins again each time. The limit is OpenSSL's AES-256-CTR and
            SHA-1 one after the other.
            """;

    /** At least so many times the speed of another writer. */
    private record Target(Writer writer, double least, Writer than) {}

    private List<Double> sorted(Writer writer) {
        return turns.get(writer).stream().sorted().toList();
    }

    private double median(Writer writer) {
        List<Double> sorted = sorted(writer);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private double ratio(Writer writer, Writer to) {
        return median(writer) / median(to);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bytes", bytes);
        json.put("files", files);
        json.put("rounds", rounds);
        turns.keySet().stream().sorted().forEach(writer -> json.put(writer.key, json(writer)));
        return json;
    }

    private Map<String, Object> json(Writer writer) {
        Map<String, Object> speeds = new LinkedHashMap<>();
        speeds.put("median", rounded(median(writer), 10));
        speeds.put("min", rounded(sorted(writer).getFirst(), 10));
        speeds.put("max", rounded(sorted(writer).getLast(), 10));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mbPerCpuSecond", speeds);
        json.put("ofLimit", rounded(ratio(writer, Writer.LIMIT), 100));
        json.put("vsZip4j", rounded(ratio(writer, Writer.ZIP4J), 100));
        return json;
    }

    private static double rounded(double number, double stepsInOne) {
        return Math.round(number * stepsInOne) / stepsInOne;
    }

    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("%-30s %-7s %8s %8s %8s %9s %9s".formatted("", "to", "median", "min", "max", "of limit", "vs zip4j"));
        turns.keySet().stream().sorted().map(this::row).forEach(lines::add);
        lines.add("");
        lines.add(FOOT);
        TARGETS.stream()
                .filter(target -> turns.containsKey(target.writer()))
                .map(this::line)
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private String row(Writer writer) {
        return String.format(
                Locale.ROOT,
                "%-30s %-7s %8.0f %8.0f %8.0f %9.2f %9.2f",
                writer.label,
                writer.toFile ? "file" : "nothing",
                median(writer),
                sorted(writer).getFirst(),
                sorted(writer).getLast(),
                ratio(writer, Writer.LIMIT),
                ratio(writer, Writer.ZIP4J));
    }

    /** A target, what was reached, and by how much the target is missed if it is. */
    private String line(Target target) {
        double reached = ratio(target.writer(), target.than());
        return String.format(
                Locale.ROOT,
                "%-30s at least %.1f x %-22s %6.2f  %s",
                target.writer().label,
                target.least(),
                target.than().label,
                reached,
                reached >= target.least()
                        ? "met"
                        : String.format(Locale.ROOT, "missed by %.0f %%", 100 * (1 - reached / target.least())));
    }
}
