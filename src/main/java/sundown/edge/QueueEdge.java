package sundown.edge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;

/**
 * The one place where queue messages begin and end. A first-in-first-out queue keeps its order: at the first message
 * that fails, that one and all that follow are given back. What keeps failing ends in the dead-letter queue.
 */
@Singleton
public final class QueueEdge {
    private static final Logger LOG = Logger.getLogger(QueueEdge.class);

    /**
     * Handles the messages in order.
     *
     * @param reader turns a body into a message; throws {@link IllegalArgumentException} when it cannot
     * @param correlation under which a message is worked on and logged
     */
    public <M> QueueAnswer handle(
            QueueEvent event, Function<String, M> reader, Function<M, Correlation> correlation, Consumer<M> work) {
        List<QueueEvent.Message> messages = event.records() == null ? List.of() : event.records();
        for (int index = 0; index < messages.size(); index++) {
            QueueEvent.Message message = messages.get(index);
            boolean done = read(message, reader)
                    .map(read -> correlation.apply(read).during(() -> succeeds(message, read, work)))
                    .orElse(false);
            if (!done) {
                return giveBack(messages.subList(index, messages.size()));
            }
        }
        return new QueueAnswer(List.of());
    }

    /** What cannot be read says nothing of the call that it came from; the queue's own id of it stands in. */
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

    private static <M> boolean succeeds(QueueEvent.Message message, M read, Consumer<M> work) {
        try {
            work.accept(read);
            return true;
        } catch (RuntimeException failed) {
            LOG.errorf(LoggableFailure.of(failed), "message %s failed and will come again", message.messageId());
            return false;
        }
    }

    private static QueueAnswer giveBack(List<QueueEvent.Message> messages) {
        return new QueueAnswer(messages.stream()
                .map(message -> new QueueAnswer.Failed(message.messageId()))
                .toList());
    }
}
