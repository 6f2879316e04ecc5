package sundown.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.sweep.SweepTask.TaskName;

/**
 * A message on the queue of the sweep: a shard of a task is to be worked on now.
 *
 * @param at when the sweep sent it
 * @param correlation ties its log lines to the sweep
 */
@RegisterForReflection
public record SweepMessage(
        TaskName task,
        int shard,
        Instant at,
        @JsonProperty("correlationId") Correlation correlation) implements QueueMessage {
    /** The time from a sweep to the next one, which sends the same messages. */
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
        return Json.read(body, SweepMessage.class);
    }

    /** True when the next sweep has sent the same again: any number of messages that piled up is worth one. */
    boolean stale(Instant now) {
        return !now.isBefore(at.plus(PERIOD));
    }

    @Override
    public String toString() {
        return task + "#" + shard;
    }
}
