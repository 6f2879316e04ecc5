package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage.Generation;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.transfer.Progress;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;

/** What every queue promises: a standard queue by refund messages, a FIFO queue by those of transfers. */
public abstract class MessageQueueContract {
    private static final Correlation CORRELATION = new Correlation("call-1");

    private final Transfer first = transfer();
    private final Transfer second = transfer();

    /** A standard queue, empty at first. */
    protected abstract MessageQueue<RefundMessage> standard();

    /** A FIFO queue, empty at first. */
    protected abstract MessageQueue<TransferMessage> fifo();

    /** A message of the standard queue that a worker may have now, or nothing. */
    protected abstract Optional<Received> receive();

    /** The next message of the FIFO queue that a worker may have now, or nothing. */
    protected abstract Optional<Received> receiveInOrder();

    /** A message with a worker. */
    public record Received(String body, Generation generation, Runnable delete, Runnable release) {}

    @Test
    void aStandardQueueDeliversAMessageOnce() {
        standard().send(message(1));
        Received received = receive().orElseThrow();
        assertThat(RefundMessage.read(received.body())).isEqualTo(message(1));
        assertThat(receive()).isEmpty();
        received.delete().run();
        assertThat(receive()).isEmpty();
    }

    @Test
    void aStandardQueueDeliversAgainWhatWasGivenBack() {
        standard().send(message(1));
        receive().orElseThrow().release().run();
        assertThat(RefundMessage.read(receive().orElseThrow().body())).isEqualTo(message(1));
    }

    @Test
    void aStandardQueueDeliversAllOfMany() {
        standard().send(messages(25));
        assertThat(receiveAll()).containsExactlyInAnyOrderElementsOf(messages(25));
    }

    @Test
    void aStandardQueueDeliversSeveralMessagesAtOnce() {
        standard().send(messages(2));
        assertThat(receive()).isPresent();
        assertThat(receive()).isPresent();
    }

    @Test
    void aStandardQueueTakesTheSameMessageTwice() {
        standard().send(List.of(message(1), message(1)));
        assertThat(receiveAll()).containsExactly(message(1), message(1));
    }

    @Test
    void aStandardQueueTakesNoMessages() {
        standard().send(List.of());
        assertThat(receive()).isEmpty();
    }

    @Test
    void aMessageOfACallIsOfTheFirstGeneration() {
        standard().send(message(1));
        assertThat(receive().orElseThrow().generation()).isEqualTo(new Generation(0));
    }

    @Test
    void aMessageThatAnotherCausesIsOfTheNextGeneration() {
        new Generation(6).run(() -> {
            standard().send(messages(11));
            send(first);
        });
        assertThat(Stream.generate(this::receive).limit(11))
                .allSatisfy(received ->
                        assertThat(received.orElseThrow().generation()).isEqualTo(new Generation(7)));
        assertThat(receiveInOrder().orElseThrow().generation()).isEqualTo(new Generation(7));
    }

    @Test
    void aFifoQueueDeliversTheMessage() {
        send(first);
        Received received = receiveInOrder().orElseThrow();
        assertThat(TransferMessage.read(received.body())).isEqualTo(first.message(CORRELATION));
        received.delete().run();
        assertThat(receiveInOrder()).isEmpty();
    }

    @Test
    void aFifoQueueTakesAVersionOfATransferOnce() {
        send(first);
        send(first);
        receiveInOrder().orElseThrow().delete().run();
        send(first);
        assertThat(receiveInOrder()).isEmpty();
    }

    @Test
    void aFifoQueueTakesTheNextVersion() {
        send(first);
        receiveInOrder().orElseThrow().delete().run();
        send(first.saved());
        assertThat(receiveInOrder()).isPresent();
    }

    @Test
    void aFifoQueueKeepsTheOrderOfAUser() {
        send(at(first, 1));
        send(at(first.saved(), 2));
        Received received = receiveInOrder().orElseThrow();
        assertThat(batch(received)).isEqualTo(1);
        received.delete().run();
        assertThat(batch(receiveInOrder().orElseThrow())).isEqualTo(2);
    }

    @Test
    void aFifoQueueGivesOneMessageOfAUserAtATime() {
        send(first);
        send(first.saved());
        send(second);
        Received one = receiveInOrder().orElseThrow();
        Received other = receiveInOrder().orElseThrow();
        assertThat(List.of(user(one), user(other))).containsExactlyInAnyOrder(first.user(), second.user());
        assertThat(receiveInOrder()).isEmpty();
        one.delete().run();
        other.delete().run();
        assertThat(user(receiveInOrder().orElseThrow())).isEqualTo(first.user());
    }

    @Test
    void aFifoQueueDeliversAgainWhatWasGivenBackBeforeWhatFollows() {
        send(at(first, 1));
        send(at(first.saved(), 2));
        receiveInOrder().orElseThrow().release().run();
        assertThat(batch(receiveInOrder().orElseThrow())).isEqualTo(1);
        assertThat(receiveInOrder()).isEmpty();
    }

    /** So many different messages. */
    protected static List<RefundMessage> messages(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(MessageQueueContract::message)
                .toList();
    }

    private static RefundMessage message(int number) {
        return new RefundMessage(new UserId("user-" + number), Trigger.TRANSFER_FINISHED, CORRELATION);
    }

    private List<RefundMessage> receiveAll() {
        List<RefundMessage> all = new ArrayList<>();
        for (Optional<Received> next = receive(); next.isPresent(); next = receive()) {
            all.add(RefundMessage.read(next.get().body()));
            next.get().delete().run();
        }
        return all;
    }

    private void send(Transfer transfer) {
        fifo().send(transfer.message(CORRELATION));
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
            progress = progress.passItems(Optional.empty(), List.of(), 0, SampleTransfers.NOW);
        }
        return transfer.with(progress);
    }

    private static Transfer transfer() {
        return SampleTransfers.fresh(new UserId("queue-" + UUID.randomUUID()));
    }
}
