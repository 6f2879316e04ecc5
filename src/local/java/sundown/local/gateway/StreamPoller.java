package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import sundown.local.emulators.TableChange;
import sundown.local.emulators.TableChanges;
import sundown.local.lambda.AwsAccount;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionLog;
import sundown.local.template.Deployment.StreamSource;

/**
 * The event source mapping between a table's stream and a function: one batch after the other, in the order of the
 * changes; from the first that failed on they come again. Unlike AWS it begins with what changes from now on, has one
 * shard, and gives nothing up.
 */
public final class StreamPoller implements AutoCloseable {
    /** Without any wait a function that refuses at once would keep a processor, and all other pollers, from work. */
    static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    private final StreamSource source;
    private final FunctionInvoker function;
    private final TableChanges changes;
    private final FunctionLog log;
    private final Clock clock;
    private final Duration redeliverAfter;
    private final List<StreamPattern> patterns;
    private final StreamEvent event;
    private final BatchOutcome outcome;
    private final BlockingQueue<ObjectNode> waiting = new LinkedBlockingQueue<>();
    private final Consumer<TableChange> listener = this::take;
    private final Thread poller = Thread.ofVirtual().name("stream poller").unstarted(this::poll);
    private long sequence;
    private volatile boolean closed;

    /**
     * Starts to listen.
     *
     * @param redeliverAfter how long changes wait that could not be told; {@link #SHORTEST_WAIT} at least
     */
    StreamPoller(
            StreamSource source,
            FunctionInvoker function,
            TableChanges changes,
            AwsAccount account,
            FunctionLog log,
            Clock clock,
            Duration redeliverAfter) {
        this.source = source;
        this.function = function;
        this.changes = changes;
        this.log = log;
        this.clock = clock;
        this.redeliverAfter = redeliverAfter.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : redeliverAfter;
        this.patterns = source.patterns().stream().map(StreamPattern::of).toList();
        this.event = new StreamEvent(account, source.table());
        this.outcome = new BatchOutcome(source.reportsFailures());
        changes.listen(source.table(), listener);
        poller.start();
    }

    /** Called by the one thread that reads the changes of all tables. */
    private void take(TableChange change) {
        ObjectNode entry = event.entry(change, ++sequence, clock.instant());
        if (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(entry))) {
            waiting.add(entry);
        }
    }

    private void poll() {
        List<ObjectNode> batch = new ArrayList<>();
        try {
            while (!closed) {
                if (batch.isEmpty()) {
                    batch.add(waiting.take());
                }
                waiting.drainTo(batch, source.batchSize() - batch.size());
                int done = invoke(batch);
                if (done < batch.size()) {
                    log.note(source.table(), "The stream has changes that failed and come again");
                    Thread.sleep(redeliverAfter);
                }
                batch.subList(0, done).clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many of the batch are done. */
    private int invoke(List<ObjectNode> batch) throws InterruptedException {
        List<String> sent = batch.stream().map(StreamPoller::sequence).toList();
        Set<String> failed = outcome.failed(new LinkedHashSet<>(sent), function.invoke(event.of(batch)));
        return (int) sent.stream().takeWhile(number -> !failed.contains(number)).count();
    }

    private static String sequence(ObjectNode entry) {
        return entry.path("dynamodb").path("SequenceNumber").asText();
    }

    /** Takes no more changes, and breaks off the call that is under way. */
    @Override
    public void close() {
        changes.leave(source.table(), listener);
        closed = true;
        poller.interrupt();
        try {
            poller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
