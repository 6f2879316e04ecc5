package sundown.report;

import java.util.List;

/** The queue of shards that are to be counted. */
public interface CountQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<CountMessage> messages);
}
