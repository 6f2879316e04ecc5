package sundown.bench.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import sundown.edge.Generation;
import sundown.edge.MessageQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage;
import sundown.runtime.ManualClock;

/**
 * A queue and the workers of its function, so many at once, in virtual time: the worker who is free first takes the
 * message that waits longest.
 */
final class Workers<M extends QueueMessage> implements MessageQueue<M> {
    private final String function;
    private final ManualClock clock;
    private final Meter meter;
    private final PriorityQueue<Sent> messages = new PriorityQueue<>(Comparator.comparing(Sent::at));
    private final PriorityQueue<Instant> free;

    private record Sent(String body, Generation generation, Instant at) {}

    Workers(String function, int concurrency, ManualClock clock, Meter meter) {
        this.function = function;
        this.clock = clock;
        this.meter = meter;
        this.free = new PriorityQueue<>(Collections.nCopies(concurrency, Instant.EPOCH));
    }

    @Override
    public void send(List<M> all, Duration delay) {
        Generation generation = Generation.ofWhatIsSent().orElseGet(() -> new Generation(0));
        all.forEach(message -> messages.add(
                new Sent(message.write(), generation, clock.instant().plus(delay))));
    }

    /**
     * Works on all messages whose turn comes before an instant.
     *
     * @throws IllegalStateException when one fails: nothing goes wrong here
     */
    void workUntil(Instant end, Function<QueueEvent, QueueAnswer> work) {
        while (!messages.isEmpty() && start().isBefore(end)) {
            Instant start = start();
            Sent next = messages.remove();
            free.remove();
            moveTo(clock, start);
            meter.invoked(function, next.generation().number(), () -> handle(next, work));
            free.add(clock.instant());
        }
    }

    private Instant start() {
        Instant sent = messages.element().at();
        return free.element().isAfter(sent) ? free.element() : sent;
    }

    private void handle(Sent message, Function<QueueEvent, QueueAnswer> work) {
        QueueAnswer answer = work.apply(QueueEvents.of("m", message.body(), message.generation()));
        if (!answer.batchItemFailures().isEmpty()) {
            throw new IllegalStateException("%s failed on %s".formatted(function, message.body()));
        }
    }

    /** When the last worker has ended. */
    Instant ended() {
        return Collections.max(free);
    }

    static void moveTo(ManualClock clock, Instant at) {
        clock.advance(Duration.between(clock.instant(), at));
    }
}
