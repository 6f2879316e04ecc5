package sundown.contract;

import java.util.List;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.refund.RefundMessage;
import sundown.refund.RefundQueue;
import sundown.refund.Trigger;

/** What every refund queue promises. */
public abstract class RefundQueueContract extends StandardQueueContract<RefundMessage> {
    /** The queue under test, empty. */
    protected abstract RefundQueue queue();

    @Override
    protected final void send(List<RefundMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<RefundMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number ->
                        new RefundMessage(new UserId("user-" + number), Trigger.TRANSFER_FINISHED, CORRELATION))
                .toList();
    }

    @Override
    protected final RefundMessage read(String body) {
        return RefundMessage.read(body);
    }
}
