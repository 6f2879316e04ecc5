package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import sundown.operator.Caller;

/** The line that a call leaves in the log. What the call says is cut short and cannot forge another line. */
final class AuditLine {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 1_000;

    private final String function;
    private Caller caller = new Caller.Nobody();
    private JsonNode call = MissingNode.getInstance();

    AuditLine(String function) {
        this.function = function;
    }

    Caller by(Caller known) {
        caller = known;
        return known;
    }

    JsonNode asks(JsonNode read) {
        call = read;
        return read;
    }

    /** The line, of a call that ended so. */
    String ending(String outcome) {
        return "audit: %s, by %s, group %s%s: %s".formatted(function, who(), name("group"), further(), outcome);
    }

    private String who() {
        return caller.operator() + (caller instanceof Caller.BreakGlass ? " (with IAM)" : "");
    }

    private String further() {
        String names =
                named("user", "userId") + named("job", "job") + named("pause", "pause") + named("retry", "retry");
        String reason = call.has("reason") ? ", reason " + said("reason", "\\p{Cntrl}", LONGEST_REASON) : "";
        String dryRun = call.path("dryRun").asBoolean() ? ", dry run" : "";
        return names + reason + dryRun;
    }

    private String named(String word, String field) {
        return call.has(field) ? ", " + word + " " + name(field) : "";
    }

    private String name(String field) {
        return said(field, "[^\\p{L}\\p{N}.@_ -]", LONGEST_NAME);
    }

    private String said(String field, String unwanted, int longest) {
        String safe = call.path(field).asText("").replaceAll(unwanted, "?");
        return safe.isBlank() ? "-" : safe.substring(0, Math.min(safe.length(), longest));
    }
}
