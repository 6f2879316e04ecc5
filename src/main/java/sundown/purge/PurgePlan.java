package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sundown.job.GroupUsers;
import sundown.timeline.GroupId;

/**
 * How far the plan of a group's purge is.
 *
 * @param by the operator who asked for it
 * @param timeline the version of the timeline by which the group has closed
 * @param holdChanges how often holds of the group had been changed or released when it began
 * @param sentAt when its messages were last sent
 * @param done shards of which the manifest is made
 * @param planned its end
 */
public record PurgePlan(
        GroupId group,
        PlanId id,
        Operator by,
        Instant begunAt,
        int timeline,
        long holdChanges,
        Instant sentAt,
        Set<Integer> done,
        Optional<Planned> planned) {
    /** The shards of the accounts, and one more for what the buckets hold of anybody else. */
    public static final int SHARDS = GroupUsers.CHUNKS + 1;

    /** The shard of what the buckets hold. */
    static final int FOLDERS = GroupUsers.CHUNKS;

    public PurgePlan {
        done = Set.copyOf(done);
    }

    /**
     * What was planned.
     *
     * @param hash over the manifest; whoever approves names it
     * @param users whose entries are listed
     */
    public record Planned(ManifestHash hash, long users, long held, long foreign, Totals totals) {}

    /** A plan of which nothing is done. */
    static PurgePlan begun(GroupId group, PlanId id, Operator by, int timeline, long holdChanges, Instant now) {
        return new PurgePlan(group, id, by, now, timeline, holdChanges, now, Set.of(), Optional.empty());
    }

    /** True when every shard has been walked. */
    boolean walked() {
        return done.size() == SHARDS;
    }
}
