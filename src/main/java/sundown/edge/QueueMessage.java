package sundown.edge;

/** What a queue carries: a record that Jackson reads and writes. */
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
