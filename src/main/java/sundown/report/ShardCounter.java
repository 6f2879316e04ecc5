package sundown.report;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.job.GroupUsers;

/**
 * Counts a shard, page by page, and hands itself on before its time is over. It changes nothing of any user, and the
 * sums travel in its message: a shard that is counted twice has the same figures.
 */
@Singleton
final class ShardCounter {
    private static final Logger LOG = Logger.getLogger(ShardCounter.class);

    /** What is then left of the function's five minutes is enough for a page of large galleries. */
    static final Duration LONGEST = Duration.ofMinutes(3);

    static final int PAGE = 50;

    private final GroupUsers memberships;
    private final UserCounter users;
    private final CountingStore countings;
    private final MessageQueue<CountMessage> queue;
    private final Clock clock;

    ShardCounter(
            GroupUsers memberships,
            UserCounter users,
            CountingStore countings,
            MessageQueue<CountMessage> queue,
            Clock clock) {
        this.memberships = memberships;
        this.users = users;
        this.countings = countings;
        this.queue = queue;
        this.clock = clock;
    }

    /** Goes on where the message says. */
    void count(CountMessage message) {
        Instant end = clock.instant().plus(LONGEST);
        CountMessage reached = message;
        List<UserId> page = pageAfter(reached);
        while (!page.isEmpty() && clock.instant().isBefore(end)) {
            reached = reached.next(page.getLast(), counted(page, reached.figures()));
            page = pageAfter(reached);
        }
        if (page.isEmpty()) {
            finish(reached);
        } else {
            countings.heard(reached.report(), clock.instant());
            queue.send(List.of(reached));
        }
    }

    private List<UserId> pageAfter(CountMessage message) {
        return memberships.listed(message.shard().group(), message.shard().number(), message.after(), PAGE);
    }

    private Figures counted(List<UserId> page, Figures before) {
        Figures figures = before;
        for (UserId user : page) {
            figures = figures.plus(users.count(user, before.countsGalleries()));
        }
        return figures;
    }

    /** The last one in sends itself on, so that the composing has a whole run's time. */
    private void finish(CountMessage reached) {
        countings
                .finish(reached.report(), reached.shard(), reached.figures(), clock.instant())
                .filter(counting -> counting.left().isEmpty())
                .ifPresent(all -> queue.send(List.of(reached)));
        LOG.infof(
                "report %s, shard %s: %d users",
                reached.report(), reached.shard(), reached.figures().users());
    }
}
