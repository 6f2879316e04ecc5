package sundown.hold;

import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/** The holds. Reads are strongly consistent. */
public interface HoldStore {
    /** The hold of an account, even if it has ended. */
    Optional<Hold> find(UserId user);

    /** Places a hold; it replaces an existing one. */
    void place(GroupId group, Hold hold);

    /** Releases a hold, if there is one. */
    void release(GroupId group, UserId user);

    /**
     * How often holds of a group were changed or released; it counts up before each change. The first hold of an
     * account is no change: it keeps more than before.
     */
    long changes(GroupId group);
}
