package sundown.queue;

/** What failed too often, and can be tried once more. */
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
}
