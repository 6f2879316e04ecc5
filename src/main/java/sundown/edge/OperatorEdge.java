package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The one place where an operator's call begins and ends. It is a JSON object with which he invokes a function, by a right
 * that IAM gives him and never through the API; a refusal is answered as a problem, in the form of RFC 9457.
 */
@Singleton
public final class OperatorEdge {
    private static final Logger LOG = Logger.getLogger(OperatorEdge.class);

    /** Answers a call, which comes with no id for the logs; a failure of a service that is needed fails it. */
    public JsonNode answer(JsonNode call, Function<RequestBody, Object> work) {
        return Correlation.current().during(() -> answered(call, work));
    }

    private static JsonNode answered(JsonNode call, Function<RequestBody, Object> work) {
        try {
            return Json.tree(work.apply(RequestBody.of(call)));
        } catch (ProblemException refused) {
            LOG.infof("refused: %s", refused.problem().name());
            return Json.tree(refused.problem().members());
        }
    }
}
