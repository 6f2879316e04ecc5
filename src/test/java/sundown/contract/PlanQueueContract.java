package sundown.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.purge.PlanId;
import sundown.purge.PlanMessage;
import sundown.purge.PlanQueue;
import sundown.timeline.GroupId;

/** What every plan queue promises. */
public abstract class PlanQueueContract extends StandardQueueContract<PlanMessage> {
    /** The queue under test, empty. */
    protected abstract PlanQueue queue();

    @Override
    protected final void send(List<PlanMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<PlanMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new PlanMessage(
                        new GroupId("1"), new PlanId("plan0001"), 16, Optional.of("user-" + number + "/"), CORRELATION))
                .toList();
    }

    @Override
    protected final PlanMessage read(String body) {
        return PlanMessage.read(body);
    }
}
