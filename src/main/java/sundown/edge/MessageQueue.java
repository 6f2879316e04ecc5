package sundown.edge;

import java.time.Duration;
import java.util.List;

/** Sends messages to the workers of one queue. */
public interface MessageQueue<M extends QueueMessage> {
    /** No message is hidden for longer. */
    Duration DELAY_MAX = Duration.ofMinutes(15);

    /**
     * Sends messages. If it fails, some of them may have been sent; callers send all of them again.
     *
     * @param delay for how long they are hidden, at most {@link #DELAY_MAX}; none in a FIFO queue
     * @throws sundown.failure.RetryableFailure when the queue did not take one of them
     */
    void send(List<M> messages, Duration delay);

    /** Sends messages that can be received at once. */
    default void send(List<M> messages) {
        send(messages, Duration.ZERO);
    }

    /** Sends a message that can be received at once. */
    default void send(M message) {
        send(message, Duration.ZERO);
    }

    /** Sends a message. */
    default void send(M message, Duration delay) {
        send(List.of(message), delay);
    }
}
