package sundown.milestone;

import java.util.List;

/** The queue of groups of which a date may have come. */
public interface MilestoneQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<MilestoneMessage> messages);
}
