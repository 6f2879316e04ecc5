package sundown.sweep;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.sweep.SweepTask.TaskName;

/** Sends a message for each shard of each task, every minute; workers do the rest. */
@Singleton
public record SweepFunction(MessageQueue<SweepMessage> queue, Clock clock) {
    /** Takes the event of the schedule. */
    @Funq("sweep")
    public void handle(ScheduledEvent event) {
        Correlation.from(event.eventId()).run(this::send);
    }

    private void send() {
        Instant now = clock.instant();
        queue.send(Stream.of(TaskName.values())
                .flatMap(task -> messages(task, now))
                .toList());
    }

    private static Stream<SweepMessage> messages(TaskName task, Instant now) {
        return IntStream.range(0, task.shards())
                .mapToObj(shard -> new SweepMessage(task, shard, now, Correlation.current()));
    }

    /**
     * The part of an EventBridge scheduled event that Sundown reads.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Scheduled
     *     events</a>
     */
    @RegisterForReflection
    public record ScheduledEvent(String id) {
        public Optional<String> eventId() {
            return Optional.ofNullable(id);
        }
    }
}
