package sundown.simulation.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.simulation.run.Troubles;
import sundown.timeline.GroupId;

/** A store in which a cancellation that succeeded may look as if the membership were another by now. */
public record TroubledMemberships(MembershipStore real, Troubles troubles) implements MembershipStore {
    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        return real.members(group, shard, after, limit);
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        return real.cancel(user, read, now) && !troubles.echoLost();
    }
}
