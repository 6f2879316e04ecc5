package sundown.simulation.port;

import java.time.Instant;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.membership.MembershipStore;
import sundown.simulation.run.Troubles;

/**
 * A store in which a cancellation that succeeded may look as if the membership were another by now, and in which now
 * and then an account cannot be written.
 */
public record TroubledMemberships(MembershipStore real, Troubles troubles) implements MembershipStore {
    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        if (troubles.refused()) {
            throw user.hashCode() % 2 == 0
                    ? new IllegalStateException("a simulated fault")
                    : new PermanentFailure("an account cannot be written");
        }
        return real.cancel(user, read, now) && !troubles.echoLost();
    }
}
