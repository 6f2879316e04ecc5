package sundown.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.membership.MembershipMessage;
import sundown.membership.MembershipQueue;
import sundown.timeline.GroupId;

/** What every membership queue promises. */
public abstract class MembershipQueueContract extends StandardQueueContract<MembershipMessage> {
    private static final Instant BEGUN = SampleTransfers.NOW;

    /** The queue under test, empty. */
    protected abstract MembershipQueue queue();

    @Override
    protected final void send(List<MembershipMessage> messages) {
        queue().send(messages);
    }

    @Override
    protected final List<MembershipMessage> messages(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> new MembershipMessage(
                        new GroupId("1"), 15, BEGUN, Optional.of(new UserId("user-" + number)), number, CORRELATION))
                .toList();
    }

    @Override
    protected final MembershipMessage read(String body) {
        return MembershipMessage.read(body);
    }
}
