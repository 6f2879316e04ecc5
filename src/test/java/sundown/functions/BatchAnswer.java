package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import sundown.edge.Json;
import sundown.local.lambda.FunctionInvoker.Invocation;

/** What a function answers to a batch of queue messages: a partial batch response. */
final class BatchAnswer {
    private BatchAnswer() {}

    /** The ids of the messages that are given back. */
    static List<String> failures(Invocation invocation) {
        assertThat(invocation).isInstanceOf(Invocation.Succeeded.class);
        JsonNode failures =
                Json.read(((Invocation.Succeeded) invocation).payload()).required("batchItemFailures");
        return IntStream.range(0, failures.size())
                .mapToObj(
                        index -> failures.get(index).required("itemIdentifier").asText())
                .toList();
    }
}
