package sundown.closing;

import java.util.List;

/** The queue of shards whose users' exports are to end. */
public interface ClosingQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<ClosingMessage> messages);
}
