package sundown.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/** Checks every membership at the moment at which it is cancelled. */
final class WatchedMemberships implements MembershipStore {
    private final MembershipStore real;
    private final RefundCloud refunds;
    private final Surroundings around;

    WatchedMemberships(MembershipStore real, RefundCloud refunds, Surroundings around) {
        this.real = real;
        this.refunds = refunds;
        this.around = around;
    }

    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        return real.members(group, shard, after, limit);
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        Violation.unless(
                refunds.row(read.charge()).isPresent(), "whose membership ends has his fee in the ledger before", user);
        boolean cancelled = real.cancel(user, read, now);
        if (cancelled) {
            around.coverage().count("memberships cancelled");
            around.trace().say(() -> "    " + around.runs().current() + " cancels the membership of " + user);
        }
        return cancelled;
    }
}
