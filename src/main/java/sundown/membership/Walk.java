package sundown.membership;

import java.time.Instant;
import java.util.Set;
import sundown.timeline.GroupId;

/**
 * A walk through a group that cancels its memberships.
 *
 * @param begunAt names it: whoever had a membership by then, and was listed in the group, is met
 * @param sentAt when its messages were last sent
 * @param done shards that have been walked to their end
 */
public record Walk(GroupId group, Instant begunAt, Instant sentAt, Set<Integer> done) {
    public Walk {
        done = Set.copyOf(done);
    }

    /** A walk of which nothing is done. */
    public static Walk begun(GroupId group, Instant now) {
        return new Walk(group, now, now, Set.of());
    }
}
