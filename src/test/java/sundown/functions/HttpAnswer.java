package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import sundown.local.lambda.FunctionInvoker.Invocation;

/** What a function answers to an HTTP request, in the payload format 2.0 of API Gateway. */
record HttpAnswer(int status, JsonNode headers, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    static HttpAnswer of(Invocation invocation) {
        assertThat(invocation).isInstanceOf(Invocation.Succeeded.class);
        JsonNode answer = parsed(((Invocation.Succeeded) invocation).payload());
        return new HttpAnswer(
                answer.required("statusCode").intValue(),
                answer.required("headers"),
                answer.required("body").textValue());
    }

    JsonNode json() {
        return parsed(text);
    }

    String contentType() {
        return headers.path("content-type").asText();
    }

    /** Holds when it has this status and a JSON body. */
    HttpAnswer isJson(int expectedStatus) {
        assertThat(this)
                .as("the answer %s", text)
                .returns(expectedStatus, HttpAnswer::status)
                .returns("application/json", HttpAnswer::contentType);
        return this;
    }

    /** Holds when it is a problem (RFC 9457) of this status and name, with a sentence for people. */
    HttpAnswer isProblem(int expectedStatus, String name) {
        assertThat(this)
                .as("the answer %s", text)
                .returns(expectedStatus, HttpAnswer::status)
                .returns("application/problem+json", HttpAnswer::contentType);
        assertThat(json().path("type").asText()).isEqualTo("urn:sundown:problem:" + name);
        assertThat(json().path("status").intValue()).isEqualTo(expectedStatus);
        assertThat(json().path("title").asText()).endsWith(".");
        assertThat(json().path("detail").asText()).endsWith(".");
        return this;
    }

    /** Holds when nobody on the way may keep a copy. */
    HttpAnswer isForNobodyElse() {
        assertThat(headers.path("cache-control").asText()).isEqualTo("no-store");
        return this;
    }

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + document, notJson);
        }
    }
}
