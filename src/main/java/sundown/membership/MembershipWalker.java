package sundown.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.timeline.Group;

/**
 * Walks through a shard, page by page, and hands itself on before its time is over. Whoever was seen to before costs a
 * read and no write, so that a walk may begin anew at any place.
 */
@Singleton
final class MembershipWalker {
    private static final Logger LOG = Logger.getLogger(MembershipWalker.class);

    /** What is then left of the function's two minutes is enough for a slow page. */
    static final Duration LONGEST = Duration.ofSeconds(80);

    static final int PAGE = 50;

    private final MembershipStore memberships;
    private final MembershipEnding ending;
    private final WalkStore walks;
    private final MessageQueue<MembershipMessage> queue;
    private final Clock clock;

    MembershipWalker(
            MembershipStore memberships,
            MembershipEnding ending,
            WalkStore walks,
            MessageQueue<MembershipMessage> queue,
            Clock clock) {
        this.memberships = memberships;
        this.ending = ending;
        this.walks = walks;
        this.queue = queue;
        this.clock = clock;
    }

    /** Goes on where the message says. */
    void walk(MembershipMessage message, Group group) {
        Instant end = clock.instant().plus(LONGEST);
        MembershipMessage reached = message;
        List<UserId> page = pageAfter(reached);
        while (!page.isEmpty() && clock.instant().isBefore(end)) {
            reached = reached.next(page.getLast(), reached.missed() + missed(page, group, end));
            page = pageAfter(reached);
        }
        if (page.isEmpty()) {
            finish(reached);
        } else {
            queue.send(List.of(reached));
        }
    }

    private List<UserId> pageAfter(MembershipMessage message) {
        return memberships.members(message.group(), message.shard(), message.after(), PAGE);
    }

    private int missed(List<UserId> page, Group group, Instant end) {
        return page.stream().mapToInt(user -> ends(user, group, end) ? 0 : 1).sum();
    }

    /** One account that cannot be read keeps nobody else's money back. */
    private boolean ends(UserId user, Group group, Instant end) {
        try {
            ending.end(user, group, end);
            return true;
        } catch (PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the membership of user %s needs people", user);
            return false;
        }
    }

    /** A shard of which somebody was missed is not done: it is walked again until people have seen to him. */
    private void finish(MembershipMessage reached) {
        if (reached.missed() > 0) {
            LOG.errorf(
                    "group %s, shard %d: %d memberships are not cancelled",
                    reached.group(), reached.shard(), reached.missed());
        } else {
            walks.finish(reached.group(), reached.begunAt(), reached.shard());
            LOG.infof("group %s, shard %d: all memberships are cancelled", reached.group(), reached.shard());
        }
    }
}
