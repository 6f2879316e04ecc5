package sundown.bench.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage;
import sundown.edge.QueueMessage.Generation;
import sundown.runtime.ManualClock;

/**
 * A queue and the workers of its function in virtual time: the worker who is free first takes the message that waits
 * longest. As Lambda does, it begins with a few workers, and adds some each minute while messages wait.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">scaling of event sources</a>
 */
final class Workers<M extends QueueMessage> implements MessageQueue<M> {
    private static final int AT_FIRST = 5;
    private static final int MORE_EACH_MINUTE = 300;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String function;
    private final int most;
    private final ManualClock clock;
    private final Meter meter;
    private final PriorityQueue<Sent> messages = new PriorityQueue<>(Comparator.comparing(Sent::at));
    private final PriorityQueue<Instant> free = new PriorityQueue<>();
    private Instant ended = Instant.EPOCH;
    private Instant moreAt = Instant.EPOCH;

    private record Sent(String body, Generation generation, Instant at) {}

    Workers(String function, int most, ManualClock clock, Meter meter) {
        this.function = function;
        this.most = most;
        this.clock = clock;
        this.meter = meter;
    }

    @Override
    public void send(List<M> all, Duration delay) {
        if (messages.isEmpty() && clock.instant().isAfter(ended.plus(MINUTE))) {
            beginWithFew();
        }
        Generation generation = Generation.ofWhatIsSent().orElseGet(() -> new Generation(0));
        all.forEach(message -> messages.add(
                new Sent(message.write(), generation, clock.instant().plus(delay))));
    }

    private void beginWithFew() {
        free.clear();
        free.addAll(Collections.nCopies(Math.min(AT_FIRST, most), Instant.EPOCH));
        moreAt = clock.instant().plus(MINUTE);
    }

    /**
     * Works on all messages that are due before an instant.
     *
     * @throws IllegalStateException when one fails: nothing goes wrong here
     */
    void workUntil(Instant end, Function<QueueEvent, QueueEvent.Answer> work) {
        while (!messages.isEmpty() && start().isBefore(end)) {
            Instant start = start();
            Sent next = messages.remove();
            free.remove();
            moveTo(clock, start);
            meter.invoked(function, next.generation().number(), () -> handle(next, work));
            free.add(clock.instant());
            ended = later(ended, clock.instant());
        }
    }

    private Instant start() {
        Instant sent = messages.element().at();
        while (free.size() < most && later(free.element(), sent).isAfter(moreAt)) {
            free.addAll(Collections.nCopies(Math.min(MORE_EACH_MINUTE, most - free.size()), moreAt));
            moreAt = moreAt.plus(MINUTE);
        }
        return later(free.element(), sent);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void handle(Sent message, Function<QueueEvent, QueueEvent.Answer> work) {
        QueueEvent.Answer answer = work.apply(QueueEvents.of("m", message.body(), message.generation()));
        if (!answer.batchItemFailures().isEmpty()) {
            throw new IllegalStateException("%s failed on %s".formatted(function, message.body()));
        }
    }

    /** When the last worker has ended. */
    Instant ended() {
        return ended;
    }

    static void moveTo(ManualClock clock, Instant at) {
        clock.moveTo(at);
    }

    /**
     * The workers of all queues.
     *
     * @param most how many each queue has at most
     */
    record Crew(int most, ManualClock clock, Meter meter) {
        <M extends QueueMessage> Workers<M> of(String function) {
            return new Workers<>(function, most, clock, meter);
        }
    }
}
