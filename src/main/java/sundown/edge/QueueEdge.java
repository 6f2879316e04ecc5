package sundown.edge;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import sundown.edge.QueueMessage.Generation;
import sundown.failure.LoggableFailure;
import sundown.metrics.Fault;
import sundown.metrics.Metric;

/**
 * Reads the messages of a queue's event, works on each, and names those that failed. The queue delivers those again;
 * what keeps failing ends in the dead-letter queue.
 */
@Singleton
public final class QueueEdge {
    private static final Logger LOG = Logger.getLogger(QueueEdge.class);

    /**
     * Works on the messages of a standard queue. A message that fails keeps none of the others waiting.
     *
     * @param reader turns a body into a message; throws {@link IllegalArgumentException} when it cannot
     */
    public <M extends QueueMessage> QueueEvent.Answer handle(
            QueueEvent event, Function<String, M> reader, Consumer<M> work) {
        return failed(messages(event).stream()
                .filter(message -> !succeeds(message, reader, work))
                .toList());
    }

    /**
     * Works on the messages of a FIFO queue. The first message that fails is given back together with all that follow
     * it, so that the order stays.
     *
     * @param reader turns a body into a message; throws {@link IllegalArgumentException} when it cannot
     * @param work takes a message, and how long it waited in the queue
     */
    public <M extends QueueMessage> QueueEvent.Answer handleInOrder(
            QueueEvent event, Function<String, M> reader, BiConsumer<M, Duration> work) {
        return failed(messages(event).stream()
                .dropWhile(message -> succeeds(message, reader, read -> work.accept(read, message.waited())))
                .toList());
    }

    private static List<QueueEvent.Message> messages(QueueEvent event) {
        return event.records() == null ? List.of() : event.records();
    }

    private static <M extends QueueMessage> boolean succeeds(
            QueueEvent.Message message, Function<String, M> reader, Consumer<M> work) {
        return read(message, reader)
                .filter(read -> read.correlation().during(() -> works(message, read, work)))
                .isPresent();
    }

    /** A message that cannot be read does not name its call, so the queue's own id stands in for the correlation. */
    private static <M> Optional<M> read(QueueEvent.Message message, Function<String, M> reader) {
        return Correlation.from(Optional.ofNullable(message.messageId())).during(() -> {
            try {
                return Optional.of(reader.apply(message.body()));
            } catch (IllegalArgumentException unreadable) {
                LOG.errorf("message %s cannot be read: %s", message.messageId(), unreadable.getMessage());
                return Optional.empty();
            }
        });
    }

    private static <M> boolean works(QueueEvent.Message message, M read, Consumer<M> work) {
        try {
            Metric.QUEUE_WAIT.report(message.waited());
            Generation generation = message.generation();
            if (generation.beyondLast()) {
                // To fail would hold up the messages of its group, and with them the sweep's new chain.
                LOG.errorf("message %s is dropped: its chain is too long", message.messageId());
                Fault.LONG_CHAINS.report();
            } else {
                generation.run(() -> work.accept(read));
            }
            return true;
        } catch (RuntimeException failed) {
            LOG.errorf(LoggableFailure.of(failed), "message %s failed and will come again", message.messageId());
            return false;
        }
    }

    private static QueueEvent.Answer failed(List<QueueEvent.Message> messages) {
        return new QueueEvent.Answer(messages.stream()
                .map(message -> new QueueEvent.Answer.Failed(message.messageId()))
                .toList());
    }
}
