package sundown.local.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a comparison.
 *
 * @param bytes how much each archived in a turn
 * @param turns what was reached in each turn, in megabytes in a second of processor time
 */
record BenchFigures(long bytes, int files, int rounds, Map<Writer, List<Double>> turns) {
    /** Those that took part, in the order of the table. */
    List<Writer> writers() {
        return turns.keySet().stream().sorted().toList();
    }

    boolean has(Writer writer) {
        return turns.containsKey(writer);
    }

    Speeds speeds(Writer writer) {
        return Speeds.of(turns.get(writer));
    }

    double ratio(Writer writer, Writer to) {
        return speeds(writer).median() / speeds(to).median();
    }

    /** As one JSON object: what was measured, and an object for each writer. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bytes", bytes);
        json.put("files", files);
        json.put("rounds", rounds);
        writers().forEach(writer -> json.put(writer.key(), json(writer)));
        return json;
    }

    private Map<String, Object> json(Writer writer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mbPerCpuSecond", speeds(writer).json());
        json.put("ofLimit", hundredths(ratio(writer, Writer.LIMIT)));
        json.put("vsZip4j", hundredths(ratio(writer, Writer.ZIP4J)));
        return json;
    }

    private static double hundredths(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }
}
