package sundown.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.timeline.GroupId;

/** The memberships in the photo cloud's accounts. */
public interface MembershipStore {
    /** Over so many shards the users of each group are spread. */
    int SHARDS = 16;

    /**
     * Users who are listed in a shard of a group, in the order of their ids; a page at a time. It may be a moment
     * behind, and says nothing of what they pay.
     *
     * @param after the last one of the page before
     */
    @EventuallyConsistent
    List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit);

    /**
     * Cancels a membership, if it is still paid by the same charge and nobody cancelled it before.
     *
     * @return false when it is not as it was read
     */
    boolean cancel(UserId user, Membership read, Instant now);
}
