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

    /**
     * The purge of a group: one row, changed only as a whole, and only if nobody changed it since it was read.
     *
     * @param plan the plan that it carries out
     * @param version counts up with each save; 0 before the first
     */
    record Purge(GroupId group, Plan plan, PurgeState state, long version) {
        /** The purge in another state. */
        public Purge withState(PurgeState next) {
            return new Purge(group, plan, next, version);
        }

        /** The purge after one more save. */
        public Purge saved() {
            return new Purge(group, plan, state, version + 1);
        }
    }
}
