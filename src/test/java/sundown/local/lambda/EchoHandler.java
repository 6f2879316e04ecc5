package sundown.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A function for tests: does what the event asks for; an event that asks for nothing is its own response. */
public final class EchoHandler implements RequestStreamHandler {
    public EchoHandler() {
        if (System.getenv().containsKey("FAIL_TO_START")) {
            throw new IllegalStateException("not today");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("\"throw\"")) {
            throw new IllegalArgumentException("as asked", new IOException("the cause of it"));
        } else if (event.contains("\"exit\"")) {
            System.exit(7);
        } else if (event.contains("\"hang\"")) {
            hang();
        } else if (event.contains("\"connect\"")) {
            awaitEndOfConnection(event);
        }
        output.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String event, Context context) {
        return switch (event) {
            case "\"process\"" -> Long.toString(ProcessHandle.current().pid());
            case "\"environment\"" -> "\"" + String.join(",", System.getenv().keySet()) + "\"";
            case "\"offset\"" -> "\"" + System.getenv("CLOCK_OFFSET") + "\"";
            case "\"large\"" -> "\"" + "x".repeat(RuntimeApi.RESPONSE_LIMIT) + "\"";
            case "\"arn\"" -> "\"" + context.getInvokedFunctionArn() + "\"";
            default -> event;
        };
    }

    /** Works for as long as a port holds its connection: {@code {"connect": port}}. */
    private static void awaitEndOfConnection(String event) throws IOException {
        int port = Integer.parseInt(event.replaceAll("[^0-9]", ""));
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.getInputStream().readAllBytes();
        }
    }

    private static void hang() {
        System.out.println("hanging");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
