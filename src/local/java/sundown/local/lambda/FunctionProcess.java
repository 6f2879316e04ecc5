package sundown.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * The program of a function instance on a Java virtual machine: makes the handler that {@code _HANDLER} names and gives
 * it one event after the other. When the handler throws, the process reports the error and goes on; without the runtime
 * API it ends. The error document is the one of Lambda's own Java runtime.
 */
public final class FunctionProcess {
    private final RequestStreamHandler handler;
    private final RuntimeClient runtime;
    private final Clock clock;
    private final Map<String, String> environment;

    private FunctionProcess(
            RequestStreamHandler handler, RuntimeClient runtime, Clock clock, Map<String, String> environment) {
        this.handler = handler;
        this.runtime = runtime;
        this.clock = clock;
        this.environment = environment;
    }

    /** Runs until the process is killed or the runtime API is gone. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        RuntimeClient runtime = new RuntimeClient(environment.get("AWS_LAMBDA_RUNTIME_API"));
        RequestStreamHandler handler;
        try {
            handler = newHandler(environment.get("_HANDLER"));
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // The error document has no causes, and it is these that say why.
            cause.printStackTrace();
            runtime.failToStart(describe(cause));
            System.exit(1);
            return;
        }
        new FunctionProcess(handler, runtime, Clock.systemUTC(), environment).run();
    }

    private static RequestStreamHandler newHandler(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(RequestStreamHandler.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private void run() throws IOException {
        while (true) {
            serve(runtime.next());
        }
    }

    private void serve(HttpURLConnection event) throws IOException {
        String requestId = event.getHeaderField("Lambda-Runtime-Aws-Request-Id");
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (InputStream payload = event.getInputStream()) {
            handler.handleRequest(payload, response, context(requestId, event));
        } catch (Exception | LinkageError | StackOverflowError e) {
            runtime.fail(requestId, describe(e));
            return;
        }
        runtime.respond(requestId, response.toByteArray());
    }

    private InvocationContext context(String requestId, HttpURLConnection event) {
        return new InvocationContext(
                requestId,
                event.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
                Instant.ofEpochMilli(event.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0)),
                clock,
                environment);
    }

    private static byte[] describe(Throwable failure) {
        ObjectNode error = new ObjectMapper()
                .createObjectNode()
                .put("errorMessage", failure.getMessage())
                .put("errorType", failure.getClass().getName());
        for (StackTraceElement frame : failure.getStackTrace()) {
            error.withArray("stackTrace").add(frame.toString());
        }
        return error.toString().getBytes(StandardCharsets.UTF_8);
    }
}
