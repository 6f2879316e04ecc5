package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/** Checks every membership at the moment at which it is cancelled. */
public record WatchedMemberships(MembershipStore real, RefundCloud refunds, Calendar calendar, Surroundings around)
        implements MembershipStore {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        return real.members(group, shard, after, limit);
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        Violation.unless(
                refunds.row(read.charge()).isPresent(), "whose membership ends has his fee in the ledger before", user);
        Violation.unless(
                !calendar.exportsOpen().isAfter(around.time().now().plus(MOST_SKEW)),
                "no membership ends before the opening",
                user);
        boolean cancelled = real.cancel(user, read, now);
        if (cancelled) {
            around.coverage().count("memberships cancelled");
            around.trace().say(() -> "    " + around.runs().current() + " cancels the membership of " + user);
        }
        return cancelled;
    }
}
