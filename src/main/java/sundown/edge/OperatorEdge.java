package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The boundary of operators' calls. An operator invokes a function with a JSON object, which IAM permits, and never
 * through the API. A refusal is answered as a problem (RFC 9457).
 */
@Singleton
public final class OperatorEdge {
    private static final Logger LOG = Logger.getLogger(OperatorEdge.class);
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 1_000;

    /** Answers a call. A failure of a service fails the call. */
    public JsonNode answer(OperatorForm form, OperatorCall call, Function<RequestBody, Object> work) {
        return Correlation.current().during(() -> {
            Outcome outcome = outcome(form, call, work);
            if (outcome.refused()) {
                LOG.infof("refused: %s", outcome.word());
            }
            return outcome.answer();
        });
    }

    /** Answers a call and logs it: function, operator, group, user, job, how it is steered, reason and outcome. */
    public JsonNode audited(OperatorForm form, OperatorCall call, Function<RequestBody, Object> work) {
        return Correlation.current().during(() -> {
            try {
                Outcome outcome = outcome(form, call, work);
                audit(form.function(), call.root(), outcome.word());
                return outcome.answer();
            } catch (RuntimeException failed) {
                audit(form.function(), call.root(), "failed (and may have taken effect)");
                throw failed;
            }
        });
    }

    private static void audit(String function, JsonNode call, String word) {
        LOG.infof(
                "audit: %s, by %s, group %s%s: %s",
                function, name(call, "by"), name(call, "group"), further(call), word);
    }

    private static Outcome outcome(OperatorForm form, OperatorCall call, Function<RequestBody, Object> work) {
        try {
            return new Outcome(Json.tree(work.apply(RequestBody.of(form, call))), false, "done");
        } catch (Problem refused) {
            return new Outcome(Json.tree(refused.members()), true, refused.name());
        }
    }

    private static String further(JsonNode call) {
        String names = named(call, "user", "userId")
                + named(call, "job", "job")
                + named(call, "pause", "pause")
                + named(call, "retry", "retry");
        String reason = call.has("reason") ? ", reason " + said(call, "reason", "\\p{Cntrl}", LONGEST_REASON) : "";
        String dryRun = call.path("dryRun").asBoolean() ? ", dry run" : "";
        return names + reason + dryRun;
    }

    private static String named(JsonNode call, String word, String field) {
        return call.has(field) ? ", " + word + " " + name(call, field) : "";
    }

    private static String name(JsonNode call, String field) {
        return said(call, field, "[^\\p{L}\\p{N}.@_ -]", LONGEST_NAME);
    }

    private static String said(JsonNode call, String field, String unwanted, int longest) {
        String safe = call.path(field).asText("").replaceAll(unwanted, "?");
        return safe.isBlank() ? "-" : safe.substring(0, Math.min(safe.length(), longest));
    }

    private record Outcome(JsonNode answer, boolean refused, String word) {}
}
