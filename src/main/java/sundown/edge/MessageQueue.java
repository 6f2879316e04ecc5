package sundown.edge;

import java.util.List;

/** Sends messages to the workers of one queue. */
public interface MessageQueue<M extends QueueMessage> {
    /**
     * Sends messages. If it fails, some of them may have been sent; callers send all of them again.
     *
     * @throws sundown.failure.RetryableFailure when the queue did not take one of them
     */
    void send(List<M> messages);

    /** Sends a message. */
    default void send(M message) {
        send(List.of(message));
    }
}
