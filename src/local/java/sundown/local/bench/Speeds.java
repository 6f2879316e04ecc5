package sundown.local.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a contestant reached in its turns, in megabytes in a second of processor time. */
record Speeds(double median, double min, double max) {
    /** Of one turn or more. */
    static Speeds of(List<Double> turns) {
        List<Double> sorted = turns.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Speeds(median, sorted.getFirst(), sorted.getLast());
    }

    /** As a JSON object, in tenths. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", tenths(median));
        json.put("min", tenths(min));
        json.put("max", tenths(max));
        return json;
    }

    private static double tenths(double speed) {
        return Math.round(speed * 10) / 10.0;
    }
}
