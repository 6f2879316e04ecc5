package sundown.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import sundown.local.lambda.FunctionInvoker.Invocation;

/** The expected result of a call of a function. */
@FunctionalInterface
interface Expectation {
    JsonMapper JSON = new JsonMapper();

    /** True when a call came to this. */
    boolean holds(Invocation invocation);

    /** An HTTP answer with one of these statuses. */
    static Expectation status(Integer... statuses) {
        return invocation -> invocation instanceof Invocation.Succeeded succeeded
                && Set.of(statuses)
                        .contains(parsed(succeeded).path("statusCode").intValue());
    }

    /** A queue's batch; the function gives back these messages, and no others. */
    static Expectation givesBack(String... messages) {
        return invocation -> invocation instanceof Invocation.Succeeded succeeded
                && parsed(succeeded)
                        .path("batchItemFailures")
                        .findValuesAsText("itemIdentifier")
                        .equals(List.of(messages));
    }

    /** A call without a result that counts. */
    static Expectation success() {
        return Invocation.Succeeded.class::isInstance;
    }

    /** An answer with this member. */
    static Expectation member(String name) {
        return invocation -> invocation instanceof Invocation.Succeeded succeeded
                && parsed(succeeded).has(name);
    }

    /** The refusal of an operator's call. */
    static Expectation problem(String name) {
        return invocation -> invocation instanceof Invocation.Succeeded succeeded
                && parsed(succeeded).path("type").asText().equals("urn:sundown:problem:" + name);
    }

    /** A failure that the function itself reports. */
    static Expectation failure() {
        return Invocation.Failed.class::isInstance;
    }

    private static JsonNode parsed(Invocation.Succeeded succeeded) {
        try {
            return JSON.readTree(succeeded.payload());
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
