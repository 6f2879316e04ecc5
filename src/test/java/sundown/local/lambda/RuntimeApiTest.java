package sundown.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {
    private static final InvocationEvent EVENT = new InvocationEvent(
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "{\"key\":\"value\"}",
            Instant.ofEpochMilli(1542409706888L),
            "arn:aws:lambda:us-east-2:123456789012:function:custom-runtime",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1");

    private final RuntimeApi api = new RuntimeApi();
    private final HttpClient instance = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        instance.close();
        api.close();
    }

    @Test
    void handsOutAnEventWithLambdasHeaders() throws Exception {
        CompletableFuture<Invocation> answer = api.submit(EVENT);

        HttpResponse<String> next = get("invocation/next");

        assertThat(answer).isNotDone();
        assertThat(next.body()).isEqualTo("{\"key\":\"value\"}");
        assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).contains(EVENT.requestId());
        assertThat(header(next, "Lambda-Runtime-Deadline-Ms")).contains("1542409706888");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).contains(EVENT.functionArn());
        assertThat(header(next, "Lambda-Runtime-Trace-Id")).contains(EVENT.traceId());
    }

    @Test
    void takesTheResponse() throws Exception {
        CompletableFuture<Invocation> answer = api.submit(EVENT);
        get("invocation/next");

        HttpResponse<String> accepted = post("invocation/" + EVENT.requestId() + "/response", "{\"done\":true}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(answer).isCompletedWithValue(new Invocation.Succeeded("{\"done\":true}"));
    }

    @Test
    void takesTheError() throws Exception {
        CompletableFuture<Invocation> answer = api.submit(EVENT);
        get("invocation/next");
        String error = "{\"errorMessage\":\"Error parsing event data.\",\"errorType\":\"InvalidEventDataException\"}";

        assertThat(post("invocation/" + EVENT.requestId() + "/error", error).statusCode())
                .isEqualTo(202);
        assertThat(answer)
                .isCompletedWithValue(
                        new Invocation.Failed("InvalidEventDataException", "Error parsing event data.", error));
    }

    @Test
    void takesAnErrorThatIsNotJson() throws Exception {
        CompletableFuture<Invocation> answer = api.submit(EVENT);
        get("invocation/next");

        post("invocation/" + EVENT.requestId() + "/error", "boom");

        assertThat(answer).isCompletedWithValue(new Invocation.Failed("Unhandled", "", "boom"));
    }

    @Test
    void tellsAStartFromAFailureToStart() throws Exception {
        String error = "{\"errorMessage\":\"no table\",\"errorType\":\"Startup\"}";

        assertThat(post("init/error", error).statusCode()).isEqualTo(202);

        assertThat(api.started())
                .isCompletedWithValue(Optional.of(new Invocation.Failed("Startup", "no table", error)));
    }

    @Test
    void refusesAnAnswerToAnInvocationThatIsNotRunning() throws Exception {
        assertThat(post("invocation/unknown/response", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAResponseAboveSixMegabytesAndFailsTheInvocation() throws Exception {
        CompletableFuture<Invocation> answer = api.submit(EVENT);
        get("invocation/next");
        String large = "x".repeat(RuntimeApi.RESPONSE_LIMIT + 1);

        assertThat(post("invocation/" + EVENT.requestId() + "/response", large).statusCode())
                .isEqualTo(413);
        assertThat(answer.join())
                .isInstanceOfSatisfying(
                        Invocation.Failed.class,
                        failed -> assertThat(failed.errorType()).isEqualTo("Function.ResponseSizeTooLarge"));
    }

    @Test
    void refusesUnknownCalls() throws Exception {
        assertThat(get("elsewhere").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return instance.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(body))
                .build();
        return instance.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + api.hostAndPort() + "/2018-06-01/runtime/" + path);
    }

    private static Optional<String> header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name);
    }
}
