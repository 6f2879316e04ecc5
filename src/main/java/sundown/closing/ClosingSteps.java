package sundown.closing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.timeline.Group;

/** Takes the steps of a group's close: begins it, has it walked until nothing runs, and notes the drain. */
@Singleton
final class ClosingSteps {
    private static final Logger LOG = Logger.getLogger(ClosingSteps.class);

    private final ClosingStore closings;
    private final MessageQueue<ClosingMessage> queue;
    private final Clock clock;

    ClosingSteps(ClosingStore closings, MessageQueue<ClosingMessage> queue, Clock clock) {
        this.closings = closings;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Takes the step that the rules name.
     *
     * @return false when there is none, or when somebody was faster
     */
    boolean take(Group group) {
        return switch (ClosingRules.next(group, closings.find(group.id()), clock.instant())) {
            case ClosingRules.Step.Save step -> save(step);
            case ClosingRules.Step.Nothing ignored -> false;
        };
    }

    /** The save comes first: messages are sent for walks that the row knows, and by one caller alone. */
    private boolean save(ClosingRules.Step.Save step) {
        Optional<Closing> saved = closings.save(step.closing());
        saved.ifPresent(closing -> send(closing, step.shards()));
        return saved.isPresent();
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
