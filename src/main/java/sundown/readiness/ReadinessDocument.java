package sundown.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sundown.edge.Json;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;

/** A run as JSON: {@code at}, and {@code checks} with {@code name, result, found, remedy, figures}. */
public final class ReadinessDocument {
    private static final String PASS = "pass";
    private static final String WARN = "warn";
    private static final String FAIL = "fail";

    private ReadinessDocument() {}

    /** Writes a run. */
    public static JsonNode write(Readiness readiness) {
        return Json.tree(Map.of(
                "at",
                readiness.at().toString(),
                "checks",
                readiness.checks().stream().map(ReadinessDocument::check).toList()));
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", check.name());
        switch (check.outcome()) {
            case Outcome.Pass pass -> members.putAll(outcome(PASS, pass));
            case Outcome.Warn warn -> {
                members.putAll(outcome(WARN, warn));
                members.put("remedy", warn.remedy());
            }
            case Outcome.Fail fail -> {
                members.putAll(outcome(FAIL, fail));
                members.put("remedy", fail.remedy());
            }
        }
        if (!check.figures().isEmpty()) {
            members.put("figures", check.figures());
        }
        return members;
    }

    private static Map<String, String> outcome(String result, Outcome outcome) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("result", result);
        members.put("found", outcome.found());
        return members;
    }

    /**
     * Reads a run.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Readiness read(String json) {
        JsonNode root = Json.read(json);
        Instant at = Json.instant(root, "at");
        List<Check> checks =
                root.path("checks").valueStream().map(ReadinessDocument::check).toList();
        return new Readiness(at, checks);
    }

    private static Check check(JsonNode node) {
        String found = Json.text(node, "found");
        return new Check(
                Json.text(node, "name"),
                switch (Json.text(node, "result")) {
                    case PASS -> new Outcome.Pass(found);
                    case WARN -> new Outcome.Warn(found, Json.text(node, "remedy"));
                    case FAIL -> new Outcome.Fail(found, Json.text(node, "remedy"));
                    default -> throw new IllegalArgumentException("result is not known");
                },
                figures(node.path("figures")));
    }

    /** Versions before 1.1 wrote none. */
    private static Map<String, Map<String, Long>> figures(JsonNode node) {
        return node.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        about -> about.getValue()
                                .propertyStream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        figure -> figure.getValue().longValue()))));
    }
}
