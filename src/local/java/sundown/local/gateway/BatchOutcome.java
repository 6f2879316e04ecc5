package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import sundown.local.http.Json;
import sundown.local.lambda.Invocation;

/**
 * Which messages of a batch failed. A function that reports batch item failures names them; nothing named is success,
 * and a response that cannot be understood, or names a message that was not in the batch, fails the whole batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an
 *     SQS event source in Lambda</a>
 */
record BatchOutcome(boolean reportsFailures) {
    /** The identifiers of the failed messages. */
    Set<String> failed(Set<String> batch, Invocation invocation) {
        return switch (invocation) {
            case Invocation.Succeeded succeeded -> reportsFailures ? reported(batch, succeeded.payload()) : Set.of();
            case Invocation.Failed failed -> batch;
            case Invocation.TimedOut late -> batch;
            case Invocation.Crashed crashed -> batch;
            case Invocation.Recursive recursive -> batch;
            case Invocation.Throttled throttled -> batch;
        };
    }

    private static Set<String> reported(Set<String> batch, String payload) {
        try {
            JsonNode failures = payload.isBlank()
                    ? Json.MAPPER.missingNode()
                    : Json.MAPPER.readTree(payload).path("batchItemFailures");
            return failures.isMissingNode() || failures.isNull() ? Set.of() : named(batch, failures);
        } catch (JsonProcessingException e) {
            // Not JSON: Lambda then takes the whole batch as failed.
            return batch;
        }
    }

    private static Set<String> named(Set<String> batch, JsonNode failures) {
        Set<String> named = new HashSet<>();
        failures.forEach(failure -> named.add(failure.path("itemIdentifier").asText("")));
        return failures.isArray() && batch.containsAll(named) ? named : batch;
    }
}
