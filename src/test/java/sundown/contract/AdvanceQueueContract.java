package sundown.contract;

import java.util.List;
import java.util.stream.IntStream;
import sundown.advance.AdvanceMessage;
import sundown.advance.AdvanceQueue;
import sundown.timeline.GroupId;

/** What every advance queue promises. */
public abstract class AdvanceQueueContract extends StandardQueueContract<AdvanceMessage> {
    /** The queue under test, empty. */
    protected abstract AdvanceQueue queue();

    @Override
    protected final void send(List<AdvanceMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<AdvanceMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new AdvanceMessage(new GroupId("group" + number), CORRELATION))
                .toList();
    }

    @Override
    protected final AdvanceMessage read(String body) {
        return AdvanceMessage.read(body);
    }
}
