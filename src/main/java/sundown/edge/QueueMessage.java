package sundown.edge;

/**
 * What a queue carries: a record that Jackson reads and writes. Each has a method {@code read} that throws
 * {@link IllegalArgumentException} for any other text: its message names the wrong part, and nothing of its content.
 */
public interface QueueMessage {
    /** The call that the message comes from. */
    Correlation correlation();

    /** The message as JSON. */
    default String write() {
        return Json.write(this);
    }

    /** What a FIFO queue carries. */
    interface Ordered extends QueueMessage {
        /** Messages of a group are delivered in order and one at a time. */
        String messageGroup();

        /** Of several messages with the same id that are sent within five minutes, the queue takes the first. */
        String deduplicationId();
    }
}
