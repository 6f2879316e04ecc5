package sundown.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.http.Endpoint.Unanswered;
import sundown.local.http.Json;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * Lambda's runtime API for one instance of a function: the instance asks for its next invocation, and posts the
 * response or the error. As on Lambda, each instance has an API of its own, so that the address tells the instance.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {
    /** Lambda's limit for the response of a synchronous invocation, in bytes. */
    static final int RESPONSE_LIMIT = 6 * 1024 * 1024;

    private static final String JSON = "application/json";
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Pattern OUTCOME = Pattern.compile(ROOT + "invocation/([^/]+)/(response|error)");

    private final BlockingQueue<InvocationEvent> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Invocation>> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<Invocation.Failed>> started = new CompletableFuture<>();
    private final LoopbackServer server = LoopbackServer.serving(this::answer);

    /** The value of {@code AWS_LAMBDA_RUNTIME_API} for the instance. */
    public String hostAndPort() {
        return "127.0.0.1:" + server.port();
    }

    /** Completes when the instance asks for its first invocation, or says why it cannot start. */
    CompletableFuture<Optional<Invocation.Failed>> started() {
        return started;
    }

    /** Hands an event to the instance as soon as it asks for one; completes when the instance answers. */
    CompletableFuture<Invocation> submit(InvocationEvent event) {
        CompletableFuture<Invocation> answer = new CompletableFuture<>();
        running.put(event.requestId(), answer);
        events.add(event);
        return answer;
    }

    private Reply answer(Request request) throws IOException {
        String path = request.path();
        Matcher outcome = OUTCOME.matcher(path);
        if (path.equals(ROOT + "invocation/next")) {
            return next();
        } else if (path.equals(ROOT + "init/error")) {
            started.complete(Optional.of(failure(request.text())));
            return accepted();
        } else if (outcome.matches()) {
            return end(request, outcome.group(1), outcome.group(2).equals("error"));
        } else {
            return refusal(404, "NotFound", "No such call: " + path);
        }
    }

    private Reply next() {
        started.complete(Optional.empty());
        InvocationEvent event;
        try {
            event = events.take();
        } catch (InterruptedException e) {
            // The API was closed; the connection is gone with it.
            Thread.currentThread().interrupt();
            throw Unanswered.dropped();
        }
        return Reply.text(200, JSON, event.payload())
                .with("Lambda-Runtime-Aws-Request-Id", event.requestId())
                .with(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(event.deadline().toEpochMilli()))
                .with("Lambda-Runtime-Invoked-Function-Arn", event.functionArn())
                .with("Lambda-Runtime-Trace-Id", event.traceId());
    }

    private Reply end(Request request, String requestId, boolean failed) throws IOException {
        byte[] body = request.body().readAllBytes();
        CompletableFuture<Invocation> answer = running.get(requestId);
        if (answer == null) {
            return refusal(400, "InvalidRequestID", "Invalid request ID");
        } else if (body.length > RESPONSE_LIMIT) {
            // The invocation stays open, for some runtimes then post the refusal as their error.
            String type = "Function.ResponseSizeTooLarge";
            String message = "Response payload size exceeded maximum allowed payload size (6291556 bytes).";
            answer.complete(new Invocation.Failed(type, message, error(type, message)));
            return refusal(413, type, message);
        } else {
            running.remove(requestId);
            String payload = new String(body, StandardCharsets.UTF_8);
            answer.complete(failed ? failure(payload) : new Invocation.Succeeded(payload));
            return accepted();
        }
    }

    private static Invocation.Failed failure(String payload) {
        JsonNode error = read(payload);
        return new Invocation.Failed(
                error.path("errorType").asText("Unhandled"),
                error.path("errorMessage").asText(""),
                payload);
    }

    private static JsonNode read(String payload) {
        try {
            return Json.MAPPER.readTree(payload);
        } catch (JsonProcessingException e) {
            // Lambda also takes an error that is no JSON, and reports it without a type.
            return Json.MAPPER.missingNode();
        }
    }

    private static Reply accepted() {
        return Reply.json(202, Map.of("status", "OK"));
    }

    private static Reply refusal(int status, String type, String message) {
        return Reply.text(status, JSON, error(type, message));
    }

    private static String error(String type, String message) {
        return Json.MAPPER
                .createObjectNode()
                .put("errorMessage", message)
                .put("errorType", type)
                .toString();
    }

    /** Ends the instance's connection, and with it the instance's wait for an invocation. */
    @Override
    public void close() {
        server.close();
    }

    /**
     * What an instance gets from the runtime API when it asks for its next invocation.
     *
     * @param payload the event, a JSON document
     * @param deadline when the function times out
     * @param traceId an X-Ray tracing header
     */
    record InvocationEvent(String requestId, String payload, Instant deadline, String functionArn, String traceId) {}
}
