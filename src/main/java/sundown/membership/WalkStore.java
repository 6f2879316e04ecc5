package sundown.membership;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/** Which groups' walks have begun, and how far each is. What is read is as it is after every change that came before. */
public interface WalkStore {
    /** The walk of a group. */
    Optional<Walk> find(GroupId group);

    /**
     * Begins a walk if nobody did before.
     *
     * @return false when somebody was faster
     */
    boolean begin(Walk walk);

    /**
     * Notes that messages are sent again, if nobody did since it was read.
     *
     * @return false when somebody was faster
     */
    boolean sendAgain(Walk read, Instant now);

    /** Notes that a shard has been walked to its end. */
    void finish(GroupId group, int shard);
}
