package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The purges, one for each group. A read sees every save before it. */
public interface PurgeStore {
    /** The purge of a group as it was saved; {@link PurgeRules#current} tells whether it still holds. */
    Optional<Purge> find(GroupId group);

    /**
     * Saves a purge if nobody saved since it was read: the stored version is still its own (none for 0).
     *
     * @return the purge with its new version; empty if another save was faster
     */
    Optional<Purge> save(Purge purge);
}
