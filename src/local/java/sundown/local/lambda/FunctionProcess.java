package sundown.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The program of a function instance on a Java virtual machine: makes the handler that {@code _HANDLER} names and gives
 * it one event after the other. When the handler throws, the process reports the error and goes on; without the runtime
 * API it ends. The error document is the one of Lambda's own Java runtime.
 */
public final class FunctionProcess {
    /** Where the AWS SDK looks for the header that it sends on. */
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private final RequestStreamHandler handler;
    private final RuntimeClient runtime;

    private FunctionProcess(RequestStreamHandler handler, RuntimeClient runtime) {
        this.handler = handler;
        this.runtime = runtime;
    }

    /** Runs until the process is killed or the runtime API is gone. */
    public static void main(String[] arguments) throws IOException {
        RuntimeClient runtime = new RuntimeClient(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        RequestStreamHandler handler;
        try {
            handler = newHandler(System.getenv("_HANDLER"));
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // The error document has no causes, and only the causes say why.
            cause.printStackTrace();
            runtime.failToStart(describe(cause));
            System.exit(1);
            return;
        }
        new FunctionProcess(handler, runtime).run();
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
        System.setProperty(TRACE_HEADER, event.getHeaderField("Lambda-Runtime-Trace-Id"));
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try (InputStream payload = event.getInputStream()) {
            // No caller of the local cloud has a Cognito identity or a client context to read.
            handler.handleRequest(payload, response, new AmazonLambdaContext(event, null, null));
        } catch (Exception | LinkageError | StackOverflowError e) {
            // The error document has no causes, and often only a cause says why.
            e.printStackTrace();
            runtime.fail(requestId, describe(e));
            return;
        }
        runtime.respond(requestId, response.toByteArray());
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

    /**
     * A function's side of the runtime API. It uses {@link HttpURLConnection}, which loads in a tenth of the time of
     * the newer client and so does not blur the start of a function.
     */
    static final class RuntimeClient {
        private final URI root;

        RuntimeClient(String hostAndPort) {
            root = URI.create("http://" + hostAndPort + "/2018-06-01/runtime/");
        }

        HttpURLConnection next() throws IOException {
            HttpURLConnection connection = connect("invocation/next");
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw refused(connection);
            }
            return connection;
        }

        void respond(String requestId, byte[] response) throws IOException {
            post("invocation/" + requestId + "/response", response);
        }

        void fail(String requestId, byte[] error) throws IOException {
            post("invocation/" + requestId + "/error", error);
        }

        void failToStart(byte[] error) throws IOException {
            post("init/error", error);
        }

        private void post(String path, byte[] body) throws IOException {
            HttpURLConnection connection = connect(path);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            switch (connection.getResponseCode()) {
                case HttpURLConnection.HTTP_ACCEPTED -> readToEnd(connection.getInputStream());
                // The runtime API has recorded the oversized response as this invocation's failure.
                case HttpURLConnection.HTTP_ENTITY_TOO_LARGE -> readToEnd(connection.getErrorStream());
                default -> throw refused(connection);
            }
        }

        /** A connection can be used again only when it was read to its end. */
        private static void readToEnd(InputStream answer) throws IOException {
            try (answer) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }

        private HttpURLConnection connect(String path) throws IOException {
            return (HttpURLConnection) root.resolve(path).toURL().openConnection();
        }

        private static IOException refused(HttpURLConnection connection) throws IOException {
            return new IOException(connection.getURL() + " answered " + connection.getResponseCode());
        }
    }
}
