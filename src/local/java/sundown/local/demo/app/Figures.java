package sundown.local.demo.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a demonstration: members of a JSON object for programs, and lines of a table for people. */
public final class Figures {
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    public Figures put(String name, Object value) {
        json.put(name, value);
        return this;
    }

    /** Adds a member that is rounded, to tenths for 10 steps in one. */
    public Figures put(String name, double value, double stepsInOne) {
        return put(name, Math.round(value * stepsInOne) / stepsInOne);
    }

    /** Adds a line to the table; a line without a name belongs to the one before it. */
    public Figures line(String name, String value) {
        lines.add("  %-20s %s".formatted(name, value));
        return this;
    }

    public void addAll(Figures other) {
        json.putAll(other.json);
        lines.addAll(other.lines);
    }

    public Map<String, Object> json() {
        return Collections.unmodifiableMap(json);
    }

    public String table() {
        return String.join("\n", lines);
    }

    public record DemonstrationResult(Figures figures, List<String> complaints) {}
}
