package sundown.edge;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events of queues for tests. */
public final class QueueEvents {
    private QueueEvents() {}

    /** That of messages with these bodies, and with the ids {@code message-0}, {@code message-1} and so on. */
    public static QueueEvent of(String... bodies) {
        return new QueueEvent(IntStream.range(0, bodies.length)
                .mapToObj(index -> new QueueEvent.Message("message-" + index, bodies[index], Map.of()))
                .toList());
    }

    /** That of a message of a generation. */
    public static QueueEvent of(String id, String body, Generation generation) {
        QueueEvent.Attribute attribute = new QueueEvent.Attribute(Integer.toString(generation.number()));
        return new QueueEvent(List.of(new QueueEvent.Message(id, body, Map.of(Generation.ATTRIBUTE, attribute))));
    }
}
