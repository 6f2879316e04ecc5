package sundown.edge;

import jakarta.inject.Singleton;
import java.util.List;
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
     */
    public <M> QueueAnswer handle(QueueEvent event, Function<String, M> reader, Consumer<M> work) {
        List<QueueEvent.Message> messages = event.records() == null ? List.of() : event.records();
        for (int index = 0; index < messages.size(); index++) {
            if (!succeeds(messages.get(index), reader, work)) {
                return giveBack(messages.subList(index, messages.size()));
            }
        }
        return new QueueAnswer(List.of());
    }

    private static <M> boolean succeeds(QueueEvent.Message message, Function<String, M> reader, Consumer<M> work) {
        M read;
        try {
            read = reader.apply(message.body());
        } catch (IllegalArgumentException unreadable) {
            LOG.errorf("message %s cannot be read: %s", message.messageId(), unreadable.getMessage());
            return false;
        }
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
