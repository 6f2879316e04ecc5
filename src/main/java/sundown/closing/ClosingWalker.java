package sundown.closing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.job.GroupUsers;
import sundown.timeline.Group;

/**
 * Walks through a shard, page by page, and hands itself on before its time is over. It changes nothing of whoever has
 * nothing running, so that a walk may begin anew at any place; that of which another has taken the place ends.
 */
@Singleton
final class ClosingWalker {
    private static final Logger LOG = Logger.getLogger(ClosingWalker.class);

    /** What is then left of the function's two minutes is enough for a slow page. */
    static final Duration LONGEST = Duration.ofSeconds(80);

    static final int PAGE = 50;

    private final GroupUsers memberships;
    private final ExportsEnding ending;
    private final ClosingStore closings;
    private final MessageQueue<ClosingMessage> queue;
    private final Clock clock;

    ClosingWalker(
            GroupUsers memberships,
            ExportsEnding ending,
            ClosingStore closings,
            MessageQueue<ClosingMessage> queue,
            Clock clock) {
        this.memberships = memberships;
        this.ending = ending;
        this.closings = closings;
        this.queue = queue;
        this.clock = clock;
    }

    /** Goes on where the message says, if it is of the walk that the shard has now. */
    void walk(ClosingMessage message, Group group) {
        if (wanted(message, group).isPresent()) {
            goOn(message, group);
        } else {
            LOG.infof("group %s, shard %d: not to be walked", message.group(), message.shard());
        }
    }

    private void goOn(ClosingMessage message, Group group) {
        Instant end = clock.instant().plus(LONGEST);
        ClosingMessage reached = message;
        List<UserId> page = pageAfter(reached);
        while (!page.isEmpty() && clock.instant().isBefore(end)) {
            reached = reached.next(page.getLast(), seenTo(page));
            page = pageAfter(reached);
        }
        if (page.isEmpty()) {
            finish(reached, group);
        } else {
            handOn(reached, group);
        }
    }

    private List<UserId> pageAfter(ClosingMessage message) {
        return memberships.listed(message.group(), message.shard(), message.after(), PAGE);
    }

    private Census seenTo(List<UserId> page) {
        return page.stream().map(this::standing).map(Census.NOBODY::plus).reduce(Census.NOBODY, Census::plus);
    }

    /**
     * One whose rows cannot be read keeps nobody else waiting; the group is not drained before people have seen to him.
     */
    private Standing standing(UserId user) {
        try {
            return ending.end(user);
        } catch (PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "user %s needs people: his exports cannot be seen to", user);
            return Standing.RUNNING;
        }
    }

    private void handOn(ClosingMessage reached, Group group) {
        save(reached, group, closing -> ClosingRules.heard(closing, reached, clock.instant()))
                .ifPresent(saved -> queue.send(List.of(reached)));
    }

    private void finish(ClosingMessage reached, Group group) {
        save(reached, group, closing -> ClosingRules.walked(closing, reached, clock.instant()))
                .ifPresent(saved -> LOG.infof(
                        "group %s, shard %d: something runs of %d of %d users",
                        reached.group(),
                        reached.shard(),
                        reached.census().running(),
                        reached.census().users()));
    }

    /** Another shard's walker may save at the same moment: then the change is made to what that left. */
    private Optional<Closing> save(ClosingMessage message, Group group, UnaryOperator<Closing> change) {
        Optional<Closing> current = wanted(message, group);
        while (current.isPresent()) {
            Optional<Closing> saved = closings.save(change.apply(current.get()));
            if (saved.isPresent()) {
                return saved;
            }
            current = wanted(message, group);
        }
        return Optional.empty();
    }

    private Optional<Closing> wanted(ClosingMessage message, Group group) {
        return closings.find(message.group()).filter(closing -> ClosingRules.wanted(closing, group, message));
    }
}
