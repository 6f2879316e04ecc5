package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The purges. What is read is as it is after every save that came before. */
public interface PurgeStore {
    /** A group's purge as it was saved; {@link PurgeRules#current} says what of it still holds. */
    Optional<Purge> find(GroupId group);

    /**
     * Saves a purge if nobody did since this one was read: the version stored is still its own (none for 0).
     *
     * @return the purge with its new version, or nothing when somebody was faster
     */
    Optional<Purge> save(Purge purge);
}
