package sundown.purge;

import java.util.List;

/** The queue of shards of which a manifest is made. */
public interface PlanQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<PlanMessage> messages);
}
