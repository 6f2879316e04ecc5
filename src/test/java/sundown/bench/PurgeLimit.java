package sundown.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How much of something is allowed, and how much it was. */
record PurgeLimit(String what, double most, double reached) {
    boolean met() {
        return reached <= most;
    }

    /** One line for people. */
    String line() {
        return String.format(
                Locale.ROOT, "%-40s at most %5.1f %9.2f  %s", what, most, reached, met() ? "MET" : "MISSED");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("most", most);
        json.put("reached", reached);
        json.put("met", met());
        return json;
    }
}
