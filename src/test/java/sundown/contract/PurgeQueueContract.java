package sundown.contract;

import java.util.List;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.purge.ManifestHash;
import sundown.purge.PlanId;
import sundown.purge.PurgeMessage;
import sundown.purge.PurgeQueue;
import sundown.timeline.GroupId;

/** What every purge queue promises. */
public abstract class PurgeQueueContract extends StandardQueueContract<PurgeMessage> {
    /** The queue under test, empty. */
    protected abstract PurgeQueue queue();

    @Override
    protected final void send(List<PurgeMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<PurgeMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new PurgeMessage(
                        new GroupId("1"),
                        new PlanId("plan0001"),
                        new UserId("user-" + number),
                        new ManifestHash("%064x".formatted(number)),
                        CORRELATION))
                .toList();
    }

    @Override
    protected final PurgeMessage read(String body) {
        return PurgeMessage.read(body);
    }
}
