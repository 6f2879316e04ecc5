package sundown.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sundown.edge.QueueMessage.Generation;

/** Events of queues for tests. */
public final class QueueEvents {
    private QueueEvents() {}

    /** That of messages with these bodies, and with the ids {@code message-0}, {@code message-1} and so on. */
    public static QueueEvent of(String... bodies) {
        return new QueueEvent(IntStream.range(0, bodies.length)
                .mapToObj(index -> new QueueEvent.Message("message-" + index, bodies[index], Map.of(), Map.of()))
                .toList());
    }

    /** That of a message of a generation. */
    public static QueueEvent of(String id, String body, Generation generation) {
        return of(id, body, generation, Duration.ZERO);
    }

    /** That of a message of a generation, which waited in the queue for so long. */
    public static QueueEvent of(String id, String body, Generation generation, Duration waited) {
        QueueEvent.Attribute attribute = new QueueEvent.Attribute(Integer.toString(generation.number()));
        Map<String, String> times =
                Map.of("SentTimestamp", "0", "ApproximateFirstReceiveTimestamp", Long.toString(waited.toMillis()));
        return new QueueEvent(
                List.of(new QueueEvent.Message(id, body, times, Map.of(Generation.ATTRIBUTE, attribute))));
    }
}
