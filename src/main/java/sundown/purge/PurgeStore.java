package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The purges, one for each group. A read sees every save before it. */
public interface PurgeStore {
    /** Returns the saved purge of a group. {@link PurgeRules#current} decides if it still holds. */
    Optional<Purge> find(GroupId group);

    /**
     * Saves a purge unless another save came first: the stored version must be its own (none for 0).
     *
     * @return the purge with its new version; empty if another save was faster
     */
    Optional<Purge> save(Purge purge);

    /**
     * The purge of a group: one row, which is only saved as a whole.
     *
     * @param plan the plan that it carries out
     * @param version counts up with each save; 0 before the first
     */
    record Purge(GroupId group, Plan plan, PurgeState state, long version) {
        public Purge withState(PurgeState next) {
            return new Purge(group, plan, next, version);
        }

        public Purge saved() {
            return new Purge(group, plan, state, version + 1);
        }
    }
}
