package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The one place where an operator's call begins and ends. It is a JSON object with which he invokes a function, by a
 * right that IAM gives him and never through the API; a refusal is answered as a problem, in the form of RFC 9457.
 */
@Singleton
public final class OperatorEdge {
    private static final Logger LOG = Logger.getLogger(OperatorEdge.class);
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 1_000;

    /** Answers a call, which comes with no id for the logs; a failure of a service that is needed fails it. */
    public JsonNode answer(JsonNode call, Function<RequestBody, Object> work) {
        return Correlation.current().during(() -> {
            Outcome outcome = outcome(call, work);
            if (outcome.refused()) {
                LOG.infof("refused: %s", outcome.word());
            }
            return outcome.answer();
        });
    }

    /** The same, and one line of the log tells who asked what about which group and user, why, and what came of it. */
    public JsonNode audited(String function, JsonNode call, Function<RequestBody, Object> work) {
        return Correlation.current().during(() -> {
            try {
                Outcome outcome = outcome(call, work);
                audit(function, call, outcome.word());
                return outcome.answer();
            } catch (RuntimeException failed) {
                audit(function, call, "failed (and may have taken effect)");
                throw failed;
            }
        });
    }

    private static void audit(String function, JsonNode call, String word) {
        LOG.infof(
                "audit: %s, by %s, group %s%s: %s",
                function, name(call, "by"), name(call, "group"), further(call), word);
    }

    private static Outcome outcome(JsonNode call, Function<RequestBody, Object> work) {
        try {
            return new Outcome(Json.tree(work.apply(RequestBody.of(call))), false, "done");
        } catch (ProblemException refused) {
            Problem problem = refused.problem();
            return new Outcome(Json.tree(problem.members()), true, problem.name());
        }
    }

    /** What not every call says. */
    private static String further(JsonNode call) {
        String user = call.has("userId") ? ", user " + name(call, "userId") : "";
        String reason = call.has("reason") ? ", reason " + said(call, "reason", "\\p{Cntrl}", LONGEST_REASON) : "";
        return user + reason;
    }

    private static String name(JsonNode call, String field) {
        return said(call, field, "[^\\p{L}\\p{N}.@_ -]", LONGEST_NAME);
    }

    /** What a call says may be anything. */
    private static String said(JsonNode call, String field, String unwanted, int longest) {
        String safe = call.path(field).asText("").replaceAll(unwanted, "?");
        return safe.isBlank() ? "-" : safe.substring(0, Math.min(safe.length(), longest));
    }

    /** What came of a call, and the word for it. */
    private record Outcome(JsonNode answer, boolean refused, String word) {}
}
