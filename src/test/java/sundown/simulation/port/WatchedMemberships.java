package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Checks every membership at the moment at which it is cancelled. */
public record WatchedMemberships(MembershipStore real, RefundCloud refunds, Calendar calendar, Surroundings around)
        implements MembershipStore {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        Violation.unless(
                refunds.row(read.charge()).isPresent(),
                "a member's fee is in the ledger before the membership ends",
                user);
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
