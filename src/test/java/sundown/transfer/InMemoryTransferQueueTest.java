package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.contract.TransferQueueContract;
import sundown.edge.Correlation;
import sundown.runtime.ManualClock;
import sundown.transfer.InMemoryTransferQueue.Delivery;

class InMemoryTransferQueueTest extends TransferQueueContract {
    private static final Duration VISIBILITY = Duration.ofMinutes(18);

    private final ManualClock clock = new ManualClock(SampleTransfers.NOW);
    private final InMemoryTransferQueue queue = new InMemoryTransferQueue(clock, VISIBILITY, 5);
    private final Transfer transfer = SampleTransfers.fresh(new UserId("someone"));

    @Override
    protected TransferQueue queue() {
        return queue;
    }

    @Override
    protected Optional<Received> receive() {
        return queue.receive()
                .map(delivery ->
                        new Received(delivery.body(), () -> queue.delete(delivery), () -> queue.release(delivery)));
    }

    @Test
    void takesAVersionAgainAfterFiveMinutes() {
        send();
        queue.delete(queue.receive().orElseThrow());
        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        send();
        assertThat(queue.size()).isZero();
        clock.advance(Duration.ofNanos(1));
        send();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void deliversAgainWhatWasNotDeletedInTime() {
        send();
        Delivery first = queue.receive().orElseThrow();
        assertThat(queue.nextVisible()).contains(SampleTransfers.NOW.plus(VISIBILITY));
        clock.advance(VISIBILITY.minusNanos(1));
        assertThat(queue.receive()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        Delivery second = queue.receive().orElseThrow();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.receiveCount()).isEqualTo(2);
    }

    @Test
    void putsAsideWhatWasReceivedTooOften() {
        send();
        for (int time = 0; time < 5; time++) {
            queue.release(queue.receive().orElseThrow());
        }
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(queue.deadLetters()).hasSize(1);
    }

    private void send() {
        queue.send(transfer, transfer.message(Correlation.from(Optional.empty())));
    }
}
