package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.contract.MessageQueueContract;
import sundown.contract.SampleTransfers;
import sundown.edge.InMemoryQueue.Delivery;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;

class InMemoryQueueTest extends MessageQueueContract {
    private static final Duration VISIBILITY = Duration.ofMinutes(18);

    private final ManualClock clock = new ManualClock(SampleTransfers.NOW);
    private final InMemoryQueue<RefundMessage> standard = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    private final InMemoryQueue<TransferMessage> fifo = InMemoryQueue.fifo(clock, VISIBILITY, 5);
    private final Transfer transfer = SampleTransfers.fresh(new UserId("someone"));

    @Override
    protected MessageQueue<RefundMessage> standard() {
        return standard;
    }

    @Override
    protected MessageQueue<TransferMessage> fifo() {
        return fifo;
    }

    @Override
    protected Optional<Received> receive() {
        return received(standard);
    }

    @Override
    protected Optional<Received> receiveInOrder() {
        return received(fifo);
    }

    private static Optional<Received> received(InMemoryQueue<?> queue) {
        return queue.receive()
                .map(delivery -> new Received(
                        delivery.body(),
                        delivery.generation(),
                        () -> queue.delete(delivery),
                        () -> queue.release(delivery)));
    }

    @Test
    void aStandardQueueDeliversInAnotherOrderThanThatOfSending() {
        standard.send(messages(20));
        List<RefundMessage> received = Stream.generate(this::receive)
                .limit(20)
                .map(message -> RefundMessage.read(message.orElseThrow().body()))
                .toList();
        assertThat(received).hasSameElementsAs(messages(20)).isNotEqualTo(messages(20));
    }

    @Test
    void aFifoQueueTakesAVersionAgainAfterFiveMinutes() {
        send();
        fifo.delete(fifo.receive().orElseThrow());
        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        send();
        assertThat(fifo.size()).isZero();
        clock.advance(Duration.ofNanos(1));
        send();
        assertThat(fifo.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversAgainWhatWasNotDeletedInTime(boolean ordered) {
        InMemoryQueue<?> queue = filled(ordered);
        Delivery first = queue.receive().orElseThrow();
        assertThat(queue.nextVisible()).contains(SampleTransfers.NOW.plus(VISIBILITY));
        clock.advance(VISIBILITY.minusNanos(1));
        assertThat(queue.receive()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        Delivery second = queue.receive().orElseThrow();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.receiveCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void putsAsideWhatWasReceivedTooOften(boolean ordered) {
        InMemoryQueue<?> queue = filled(ordered);
        for (int time = 0; time < 5; time++) {
            queue.release(queue.receive().orElseThrow());
        }
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(queue.deadLetters()).hasSize(1);
    }

    private InMemoryQueue<?> filled(boolean ordered) {
        if (ordered) {
            send();
            return fifo;
        }
        standard.send(messages(1));
        return standard;
    }

    private void send() {
        fifo.send(transfer.message(Correlation.from(Optional.empty())));
    }
}
