package sundown.local.demo.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import sundown.local.demo.app.Patience;

/** The operators of a local cloud, who call functions by name. */
public final class Operators {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalCloud cloud;
    private final Clock clock;

    public Operators(LocalCloud cloud, Clock clock) {
        this.cloud = cloud;
        this.clock = clock;
    }

    /**
     * Calls a function.
     *
     * @throws IllegalStateException when it refuses
     */
    public JsonNode call(String function, Map<String, String> call) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(cloud.call(function, JSON.writeValueAsString(call)));
        if (answer.has("type")) {
            throw new IllegalStateException(function + " refused: " + answer);
        }
        return answer;
    }

    /**
     * Calls it again and again until the answer is as it should be.
     *
     * @throws IllegalStateException when that takes too long
     */
    public JsonNode await(String function, Map<String, String> call, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        JsonNode answer = new Patience(clock, LONGEST_WAIT).await(() -> call(function, call), wanted, BETWEEN_POLLS);
        if (!wanted.test(answer)) {
            throw new IllegalStateException(function + " still answers " + answer);
        }
        return answer;
    }

    /** The same for so long at most; false when it is not so by then. */
    public boolean within(Duration longest, String function, Map<String, String> call, Predicate<JsonNode> wanted)
            throws IOException, InterruptedException {
        return wanted.test(new Patience(clock, longest).await(() -> call(function, call), wanted, BETWEEN_POLLS));
    }
}
