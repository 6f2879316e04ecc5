package sundown.purge;

import sundown.timeline.GroupId;

/**
 * A group's purge: one row, changed only as a whole and only when nobody else changed it since it was read.
 *
 * @param plan what is carried out, and what was approved
 * @param version counts up with each save; 0 before the first
 */
public record Purge(GroupId group, Plan plan, PurgeState state, long version) {
    /** The same in another state. */
    public Purge in(PurgeState next) {
        return new Purge(group, plan, next, version);
    }

    /** The same as the store holds it after one more save. */
    public Purge saved() {
        return new Purge(group, plan, state, version + 1);
    }
}
