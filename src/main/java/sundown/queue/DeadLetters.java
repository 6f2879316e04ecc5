package sundown.queue;

import java.util.List;
import java.util.Optional;

/** Messages that failed too often: they can be tried once more, shown, or removed. */
public interface DeadLetters {
    /** The answer to a request. */
    enum Redrive {
        /** All that failed goes back to its queue, a message after the other; it may take minutes. */
        BEGUN,
        /** It is going back already. */
        UNDER_WAY,
        /** There is no queue of this name to which something could go back. */
        NO_QUEUE
    }

    /** Begins to send the dead letters of a queue back to it. */
    Redrive redrive(QueueName queue);

    /** No look finds more messages. */
    int SHOWN = 10;

    /**
     * Some of the dead letters of a queue, mostly the oldest; nothing where there is no such queue. All of them stay:
     * that they are received once more has no effect, because no queue stands behind a dead-letter queue.
     */
    Optional<List<DeadLetter>> some(QueueName queue);

    /** No removal looks at more messages: a queue finds none by its id. */
    int LOOKED_THROUGH = 500;

    /** The answer to a removal. */
    enum Removal {
        /** The message is gone for good, and no other is. */
        REMOVED,
        /** The message was not among those that could be received, so nothing is removed. */
        NOT_FOUND,
        /** There is no such queue. */
        NO_QUEUE
    }

    /** Removes one dead letter of a queue. */
    Removal remove(QueueName queue, MessageId message);
}
