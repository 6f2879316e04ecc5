package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.transfer.Progress;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;
import sundown.transfer.TransferQueue;

/** What every transfer queue promises. */
public abstract class TransferQueueContract {
    private static final Correlation CORRELATION = new Correlation("call-1");

    private final Transfer first = transfer();
    private final Transfer second = transfer();

    /** The queue under test, empty. */
    protected abstract TransferQueue queue();

    /** The next message that a worker may have now, or nothing. */
    protected abstract Optional<Received> receive();

    /** A message with a worker. */
    public record Received(String body, Runnable delete, Runnable release) {}

    @Test
    void deliversTheMessage() {
        send(first);
        Received received = receive().orElseThrow();
        assertThat(TransferMessage.read(received.body())).isEqualTo(first.message(CORRELATION));
        received.delete().run();
        assertThat(receive()).isEmpty();
    }

    @Test
    void takesAVersionOfATransferOnce() {
        send(first);
        send(first);
        receive().orElseThrow().delete().run();
        send(first);
        assertThat(receive()).isEmpty();
    }

    @Test
    void takesTheNextVersion() {
        send(first);
        receive().orElseThrow().delete().run();
        send(first.saved());
        assertThat(receive()).isPresent();
    }

    @Test
    void keepsTheOrderOfAUser() {
        Transfer earlier = at(first, 1);
        Transfer later = at(first.saved(), 2);
        send(earlier);
        send(later);
        Received received = receive().orElseThrow();
        assertThat(batch(received)).isEqualTo(1);
        received.delete().run();
        assertThat(batch(receive().orElseThrow())).isEqualTo(2);
    }

    @Test
    void givesOneMessageOfAUserAtATime() {
        send(first);
        send(first.saved());
        send(second);
        Received one = receive().orElseThrow();
        Received other = receive().orElseThrow();
        assertThat(List.of(user(one), user(other))).containsExactlyInAnyOrder(first.user(), second.user());
        assertThat(receive()).isEmpty();
        one.delete().run();
        other.delete().run();
        assertThat(user(receive().orElseThrow())).isEqualTo(first.user());
    }

    @Test
    void deliversAgainWhatWasGivenBackBeforeWhatFollows() {
        send(at(first, 1));
        send(at(first.saved(), 2));
        receive().orElseThrow().release().run();
        assertThat(batch(receive().orElseThrow())).isEqualTo(1);
        assertThat(receive()).isEmpty();
    }

    private void send(Transfer transfer) {
        queue().send(transfer, transfer.message(CORRELATION));
    }

    private static int batch(Received received) {
        return TransferMessage.read(received.body()).batch();
    }

    private static UserId user(Received received) {
        return TransferMessage.read(received.body()).user();
    }

    private static Transfer at(Transfer transfer, int batch) {
        Progress progress = transfer.progress();
        while (progress.batch() < batch) {
            progress = progress.past(Optional.empty(), List.of(), SampleTransfers.NOW);
        }
        return transfer.with(progress);
    }

    private static Transfer transfer() {
        return SampleTransfers.fresh(new UserId("queue-" + UUID.randomUUID()));
    }
}
