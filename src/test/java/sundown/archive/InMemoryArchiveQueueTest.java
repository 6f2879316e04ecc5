package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.contract.ArchiveQueueContract;
import sundown.contract.SampleArchives;
import sundown.edge.InMemoryStandardQueue.Delivery;
import sundown.runtime.ManualClock;

class InMemoryArchiveQueueTest extends ArchiveQueueContract {
    private static final Instant NOW = SampleArchives.NOW;
    private static final Duration VISIBILITY = Duration.ofMinutes(90);

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryArchiveQueue queue = new InMemoryArchiveQueue(clock, new Random(1), VISIBILITY, 5);

    @Override
    protected ArchiveQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }

    @Test
    void deliversInAnotherOrderThanThatOfSending() {
        queue.send(messages(1, 20));
        List<Integer> received = Stream.generate(this::receive)
                .limit(20)
                .map(message ->
                        ArchiveMessage.read(message.orElseThrow().body()).volume())
                .toList();
        assertThat(received).isNotEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void deliversAgainWhatWasNotDeletedInTime() {
        queue.send(messages(1, 1));
        Delivery first = queue.receive().orElseThrow();
        assertThat(queue.nextVisible()).contains(NOW.plus(VISIBILITY));
        clock.advance(VISIBILITY.minusNanos(1));
        assertThat(queue.receive()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        Delivery second = queue.receive().orElseThrow();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.receiveCount()).isEqualTo(2);
    }

    @Test
    void putsAsideWhatWasReceivedTooOften() {
        queue.send(messages(1, 1));
        for (int time = 0; time < 5; time++) {
            queue.release(queue.receive().orElseThrow());
        }
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(queue.deadLetters()).hasSize(1);
    }

    @Test
    void takesTheSameMessageTwice() {
        queue.send(messages(1, 1));
        queue.send(messages(1, 1));
        assertThat(queue.bodies())
                .hasSize(2)
                .containsOnly(messages(1, 1).getFirst().write());
    }
}
