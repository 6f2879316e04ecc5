package sundown.purge;

import java.util.List;

/** The queue of accounts that are to be deleted. */
public interface PurgeQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<PurgeMessage> messages);
}
