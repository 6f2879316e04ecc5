package sundown.closing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.Round;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** The sweep of the closes: begins a group's when it has come, has it walked until nothing runs, and notes the drain. */
@Singleton
public final class ClosingRound implements Round {
    private static final Logger LOG = Logger.getLogger(ClosingRound.class);

    private final TimelineStore timelines;
    private final ClosingStore closings;
    private final ClosingQueue queue;
    private final Clock clock;

    ClosingRound(TimelineStore timelines, ClosingStore closings, ClosingQueue queue, Clock clock) {
        this.timelines = timelines;
        this.closings = closings;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public int run() {
        return timelines.inForce().groups().stream()
                .mapToInt(this::advanceOrLeave)
                .sum();
    }

    /** One group that cannot be seen to keeps no other waiting; it is seen to at the next sweep. */
    private int advanceOrLeave(Group group) {
        try {
            return advance(group);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the close of group %s could not be seen to", group.id());
            return 0;
        }
    }

    private int advance(Group group) {
        return switch (ClosingRules.next(group, closings.find(group.id()), clock.instant())) {
            case ClosingRules.Step.Save step -> save(step);
            case ClosingRules.Step.Nothing ignored -> 0;
        };
    }

    /** The save comes first: messages are sent for walks that the row knows, and by one sweep alone. */
    private int save(ClosingRules.Step.Save step) {
        Optional<Closing> saved = closings.save(step.closing());
        saved.ifPresent(closing -> send(closing, step.shards()));
        return saved.isPresent() ? 1 : 0;
    }

    private void send(Closing closing, List<Integer> shards) {
        queue.send(shards.stream()
                .map(shard -> ClosingMessage.first(
                        closing.group(), shard, closing.shards().get(shard).begunAt(), Correlation.current()))
                .toList());
        log(closing, shards.size());
    }

    private static void log(Closing closing, int shards) {
        if (closing.drainedAt().isPresent()) {
            LOG.infof("group %s is drained: %s", closing.group(), closing.census());
        } else {
            LOG.infof("group %s: %d shards are to be walked to its close", closing.group(), shards);
        }
    }
}
