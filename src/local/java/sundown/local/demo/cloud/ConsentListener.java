package sundown.local.demo.cloud;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import sundown.local.demo.app.ConsentRequest;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The app's side of the consent, for people with a browser: {@code /} sends them to Google's page, and {@code /answer}
 * takes the code that Google sends back (RFC 8252, loopback redirection).
 */
public final class ConsentListener implements AutoCloseable {
    private static final String ANSWER_PATH = "/answer";

    private final GoogleSide google;
    private final Consumer<AuthorizationCode> taker;
    private final Map<String, ConsentRequest> asked = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    public ConsentListener(GoogleSide google, Consumer<AuthorizationCode> taker) {
        this.google = google;
        this.taker = taker;
        this.server = LoopbackServer.serving(this::answer);
    }

    public URI address() {
        return server.address();
    }

    public ConsentRequest ask() {
        ConsentRequest request = google.askConsent(server.address().resolve(ANSWER_PATH));
        asked.put(request.state(), request);
        return request;
    }

    private Reply answer(Request request) {
        return switch (request.path()) {
            case "/" -> Reply.redirect(ask().address().toString());
            case ANSWER_PATH -> take(request.query());
            default -> say(404, "There is nothing here.");
        };
    }

    private Reply take(Map<String, String> answer) {
        ConsentRequest request = asked.get(answer.getOrDefault("state", ""));
        if (request == null) {
            return say(400, "This answer belongs to no request; begin again at " + address());
        }
        try {
            taker.accept(request.read(answer));
            return say(200, "Thank you. The terminal shows how to go on.");
        } catch (IllegalArgumentException refused) {
            return say(400, refused.getMessage());
        }
    }

    private static Reply say(int status, String text) {
        return Reply.text(status, "text/plain; charset=utf-8", text + "\n");
    }

    @Override
    public void close() {
        server.close();
    }
}
