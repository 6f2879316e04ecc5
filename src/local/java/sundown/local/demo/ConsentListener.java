package sundown.local.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import sundown.local.http.Answers;
import sundown.local.http.LoopbackServer;

/**
 * The app's side of the consent, for people with a browser: {@code /} sends them to Google's page, and {@code /answer}
 * takes the code that Google sends back (RFC 8252, loopback redirection).
 */
final class ConsentListener implements AutoCloseable {
    private static final String ANSWER_PATH = "/answer";

    private final GoogleSide google;
    private final Consumer<AuthorizationCode> taker;
    private final Map<String, ConsentRequest> asked = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    /**
     * Listens on a free port.
     *
     * @param taker gets each code, on the server's thread
     */
    ConsentListener(GoogleSide google, Consumer<AuthorizationCode> taker) {
        this.google = google;
        this.taker = taker;
        this.server = LoopbackServer.bind(0);
        server.serve(this::handle);
    }

    /** What to open in a browser. */
    URI address() {
        return server.address();
    }

    /** A new request, whose answer this listener takes. */
    ConsentRequest ask() {
        ConsentRequest request = google.askConsent(server.address().resolve(ANSWER_PATH));
        asked.put(request.state(), request);
        return request;
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> redirect(exchange, ask().address());
            case ANSWER_PATH -> take(exchange);
            default -> say(exchange, 404, "There is nothing here.");
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> answer = QueryString.of(exchange.getRequestURI());
        ConsentRequest request = asked.get(answer.getOrDefault("state", ""));
        if (request == null) {
            say(exchange, 400, "Nobody asked for that; begin again at " + address());
            return;
        }
        try {
            taker.accept(request.read(answer));
            say(exchange, 200, "Thank you. The terminal shows how to go on.");
        } catch (IllegalArgumentException refused) {
            say(exchange, 400, refused.getMessage());
        }
    }

    private static void redirect(HttpExchange exchange, URI target) throws IOException {
        exchange.getResponseHeaders().set("Location", target.toString());
        Answers.send(exchange, 302, new byte[0]);
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        Answers.send(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
