package sundown.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers of a {@link LoopbackServer}. */
public final class Answers {
    private Answers() {}

    /** Sends a JSON document and ends the exchange. */
    public static void json(HttpExchange exchange, int status, String document) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        send(exchange, status, document.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body, which may be empty, and ends the exchange. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            // The server takes -1 for "no body"; its 0 would mean a chunked body of unknown length.
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
