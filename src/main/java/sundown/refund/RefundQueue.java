package sundown.refund;

import java.util.List;

/** The queue of fees that are to go back. */
public interface RefundQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<RefundMessage> messages);
}
