package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The operator's second channel: takes every letter once by its key. */
public final class StandInSecondChannel implements AutoCloseable {
    /** The bearer token that it wants. */
    public static final String TOKEN = "second-channel-token";

    private final Map<String, String> taken = new LinkedHashMap<>();
    private final Queue<Reply> next = new ArrayDeque<>();
    private final LoopbackServer server = LoopbackServer.serving(this::answer);

    private final boolean delivers;

    private StandInSecondChannel(boolean delivers) {
        this.delivers = delivers;
    }

    /**
     * Starts one.
     *
     * @param delivers whether it says at once that a user has got their letter
     */
    public static StandInSecondChannel start(boolean delivers) {
        return new StandInSecondChannel(delivers);
    }

    public URI uri() {
        return URI.create(server.address() + "/second-channel");
    }

    /** Answers the next letter so. */
    public synchronized void answerNext(Reply reply) {
        next.add(reply);
    }

    /** The letters that it has taken, as JSON. */
    public synchronized List<String> taken() {
        return List.copyOf(taken.values());
    }

    private synchronized Reply answer(Request request) throws IOException {
        if (!request.bearerToken().filter(TOKEN::equals).isPresent()) {
            return Reply.empty(401);
        }
        Reply reply = next.isEmpty() ? Reply.json(200, Map.of("delivered", delivers)) : next.remove();
        if (reply.status() == 200) {
            taken.putIfAbsent(
                    request.header("Idempotency-Key").orElseThrow(),
                    request.json().toString());
        }
        return reply;
    }

    @Override
    public void close() {
        server.close();
    }
}
