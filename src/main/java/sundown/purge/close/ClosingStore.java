package sundown.purge.close;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The closes, one for each group. A read sees every save before it. */
public interface ClosingStore {
    /** The close of a group; {@link ClosingRules#drained} tells whether it counts. */
    Optional<Closing> find(GroupId group);

    /**
     * Saves a close if nobody saved since it was read: the stored version is still its own (none for 0).
     *
     * @return the close with its new version; empty if another save was faster
     */
    Optional<Closing> save(Closing closing);
}
