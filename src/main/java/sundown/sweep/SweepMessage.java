package sundown.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;

/**
 * A message on the queue of the sweep: a shard of a task is to be worked on now.
 *
 * @param at when the sweep sent it
 * @param correlation ties its log lines to the sweep
 */
public record SweepMessage(TaskName task, int shard, Instant at, Correlation correlation) implements QueueMessage {
    /** How long after a sweep the next one sends the same messages. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    public SweepMessage {
        if (shard < 0) {
            throw new IllegalArgumentException("there is no such shard");
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not one; the message says which part, and nothing of its content
     */
    public static SweepMessage read(String body) {
        JsonNode root = Json.read(body);
        return new SweepMessage(task(root), shard(root), Json.instant(root, "at"), Correlation.of(root));
    }

    private static TaskName task(JsonNode root) {
        String name = Json.text(root, "task");
        return Stream.of(TaskName.values())
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("task is not one of the sweep"));
    }

    private static int shard(JsonNode root) {
        JsonNode shard = root.path("shard");
        if (!shard.isInt()) {
            throw new IllegalArgumentException("shard is not a number");
        }
        return shard.intValue();
    }

    /** True when the next sweep has sent the same again: any number of messages that piled up is worth one. */
    boolean stale(Instant now) {
        return !now.isBefore(at.plus(PERIOD));
    }

    @Override
    public String write() {
        return Json.write(
                Map.of("task", task.name(), "shard", shard, "at", at.toString(), "correlationId", correlation.id()));
    }

    @Override
    public String toString() {
        return task + "#" + shard;
    }
}
