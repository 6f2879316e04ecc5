package sundown.contract;

import java.util.List;
import java.util.stream.IntStream;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.MilestoneQueue;
import sundown.timeline.GroupId;

/** What every advance queue promises. */
public abstract class MilestoneQueueContract extends StandardQueueContract<MilestoneMessage> {
    /** The queue under test, empty. */
    protected abstract MilestoneQueue queue();

    @Override
    protected final void send(List<MilestoneMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<MilestoneMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new MilestoneMessage(new GroupId("group" + number), CORRELATION))
                .toList();
    }

    @Override
    protected final MilestoneMessage read(String body) {
        return MilestoneMessage.read(body);
    }
}
