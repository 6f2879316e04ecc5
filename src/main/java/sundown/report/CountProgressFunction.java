package sundown.report;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;

/**
 * Counts a shard of a group for the report, and writes the report when all are in; runs once per message of the
 * progress queue.
 */
@Singleton
public final class CountProgressFunction {
    private static final Logger LOG = Logger.getLogger(CountProgressFunction.class);

    private final QueueEdge edge;
    private final CountingStore countings;
    private final ShardCounter counter;
    private final ReportComposer composer;

    CountProgressFunction(QueueEdge edge, CountingStore countings, ShardCounter counter, ReportComposer composer) {
        this.edge = edge;
        this.countings = countings;
        this.counter = counter;
        this.composer = composer;
    }

    /** Takes {@link CountMessage}s. */
    @Funq("count-progress")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, CountMessage::read, this::count);
    }

    private void count(CountMessage message) {
        Optional<Counting> wanted =
                countings.find().filter(counting -> counting.id().equals(message.report()) && !counting.composed());
        wanted.ifPresentOrElse(counting -> goOn(message, counting), () -> drop(message));
    }

    /** A message of a shard that is in was sent, or came again, to have the report composed. */
    private void goOn(CountMessage message, Counting counting) {
        if (counting.left().isEmpty()) {
            composer.compose(counting);
        } else if (counting.left().contains(message.shard())) {
            counter.count(message);
        } else {
            drop(message);
        }
    }

    private static void drop(CountMessage message) {
        LOG.infof("report %s, shard %s: not to be counted", message.report(), message.shard());
    }
}
