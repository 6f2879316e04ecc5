package sundown.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.closing.Census;
import sundown.closing.ClosingMessage;
import sundown.closing.ClosingQueue;
import sundown.timeline.GroupId;

/** What every closing queue promises. */
public abstract class ClosingQueueContract extends StandardQueueContract<ClosingMessage> {
    /** The queue under test, empty. */
    protected abstract ClosingQueue queue();

    @Override
    protected final void send(List<ClosingMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<ClosingMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new ClosingMessage(
                        new GroupId("1"),
                        15,
                        SampleTransfers.NOW,
                        Optional.of(new UserId("user-" + number)),
                        new Census(1, 2, 3, 4, number),
                        CORRELATION))
                .toList();
    }

    @Override
    protected final ClosingMessage read(String body) {
        return ClosingMessage.read(body);
    }
}
