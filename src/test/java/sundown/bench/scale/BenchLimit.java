package sundown.bench.scale;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How much of something is allowed, and how much it was. */
record BenchLimit(String what, double most, double reached) {
    /** True when it is no more. */
    boolean met() {
        return reached <= most;
    }

    /** One line for people. */
    String line() {
        return String.format(
                Locale.ROOT, "%-52s at most %9.1f %12.2f  %s", what, most, reached, met() ? "MET" : "MISSED");
    }

    /** As a JSON object. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("most", most);
        json.put("reached", reached);
        json.put("met", met());
        return json;
    }
}
