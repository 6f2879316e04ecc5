package sundown.membership;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/** The latest walk of each group, and how far it is. What is read is as it is after every change that came before. */
public interface WalkStore {
    /** The walk of a group. */
    Optional<Walk> find(GroupId group);

    /**
     * Begins a walk, in the place of one that began before a date.
     *
     * @return false when somebody was faster: a walk has begun at that date or later
     */
    boolean begin(Walk walk, Instant date);

    /**
     * Notes that messages are sent again, if nobody did since it was read.
     *
     * @return false when somebody was faster
     */
    boolean sendAgain(Walk read, Instant now);

    /** Notes that the walk that began then has walked a shard to its end; nothing when another has begun since. */
    void finish(GroupId group, Instant begunAt, int shard);
}
