package sundown.job;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.timeline.GroupId;

/** The users of each group, spread over chunks by a hash of their ids. */
public interface GroupUsers {
    /**
     * Users who are listed in a chunk of a group, in the order of their ids; a page at a time. It may be a moment
     * behind.
     *
     * @param chunk from 0, below the number of {@link GroupChunks}
     * @param after the last one of the page before
     */
    @EventuallyConsistent
    List<UserId> listed(GroupId group, int chunk, Optional<UserId> after, int limit);
}
