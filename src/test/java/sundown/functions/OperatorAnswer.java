package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import sundown.edge.Json;
import sundown.local.lambda.FunctionInvoker.Invocation;

/** What a function answers to an operator's call. */
record OperatorAnswer(JsonNode json) {
    static OperatorAnswer of(Invocation invocation) {
        assertThat(invocation).isInstanceOf(Invocation.Succeeded.class);
        return new OperatorAnswer(Json.read(((Invocation.Succeeded) invocation).payload()));
    }

    /** Holds when it is a problem (RFC 9457) of this status and name, with a sentence for people. */
    void isProblem(int status, String name) {
        assertThat(json.path("type").asText()).as("the answer %s", json).isEqualTo("urn:sundown:problem:" + name);
        assertThat(json.path("status").intValue()).isEqualTo(status);
        assertThat(json.path("title").asText()).endsWith(".");
        assertThat(json.path("detail").asText()).endsWith(".");
    }
}
