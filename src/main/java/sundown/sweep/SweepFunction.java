package sundown.sweep;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.ScheduledEvent;

/** Sends a message for each shard of each task, every minute; workers do the rest. */
@Singleton
public final class SweepFunction {
    private final MessageQueue<SweepMessage> queue;
    private final Clock clock;

    SweepFunction(MessageQueue<SweepMessage> queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

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
}
