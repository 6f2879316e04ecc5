package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;

/**
 * Walks through a shard, page by page, and hands itself on before its time is over. Pages are kept as they are made, so
 * that a walk may begin anew at any place and makes the same manifest.
 */
@Singleton
final class PlanWalker {
    private static final Logger LOG = Logger.getLogger(PlanWalker.class);

    /** What is then left of the function's 15 minutes is enough for a page of large galleries. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final ManifestPages pages;
    private final PlanStore plans;
    private final MessageQueue<PlanMessage> queue;
    private final Clock clock;

    PlanWalker(ManifestPages pages, PlanStore plans, MessageQueue<PlanMessage> queue, Clock clock) {
        this.pages = pages;
        this.plans = plans;
        this.queue = queue;
        this.clock = clock;
    }

    /** Goes on where the message says. */
    void walk(PlanMessage message) {
        Instant end = clock.instant().plus(LONGEST);
        PlanMessage reached = message;
        ManifestPage page = pages.page(reached);
        while (page.last().isPresent() && clock.instant().isBefore(end)) {
            reached = reached.next(page.last().orElseThrow());
            page = pages.page(reached);
        }
        if (page.last().isPresent()) {
            queue.send(List.of(reached.next(page.last().orElseThrow())));
        } else {
            plans.finish(reached.group(), reached.plan(), reached.shard());
            LOG.infof("plan %s of group %s: shard %d is listed", reached.plan(), reached.group(), reached.shard());
        }
    }
}
