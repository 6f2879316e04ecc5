package sundown.membership;

import java.util.List;

/** The queue of shards whose memberships are to be cancelled. */
public interface MembershipQueue {
    /** Sends messages; each arrives at least once, in any order. */
    void send(List<MembershipMessage> messages);
}
