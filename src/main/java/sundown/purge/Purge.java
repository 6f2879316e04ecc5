package sundown.purge;

import sundown.timeline.GroupId;

/**
 * The purge of a group: one row, changed only as a whole, and only if nobody changed it since it was read.
 *
 * @param plan the plan that it carries out
 * @param version counts up with each save; 0 before the first
 */
public record Purge(GroupId group, Plan plan, PurgeState state, long version) {
    /** The purge in another state. */
    public Purge in(PurgeState next) {
        return new Purge(group, plan, next, version);
    }

    /** The purge after one more save. */
    public Purge saved() {
        return new Purge(group, plan, state, version + 1);
    }
}
