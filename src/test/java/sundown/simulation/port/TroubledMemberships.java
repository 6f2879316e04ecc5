package sundown.simulation.port;

import java.time.Instant;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.simulation.run.Troubles;

/** A store in which a cancellation that succeeded may look as if the membership were another by now. */
public record TroubledMemberships(MembershipStore real, Troubles troubles) implements MembershipStore {
    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        return real.cancel(user, read, now) && !troubles.echoLost();
    }
}
