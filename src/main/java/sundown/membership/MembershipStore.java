package sundown.membership;

import java.time.Instant;
import sundown.account.Membership;
import sundown.account.UserId;

/** The memberships in the photo cloud's accounts. */
public interface MembershipStore {
    /**
     * Cancels a membership, if it is still paid by the same charge and nobody cancelled it before.
     *
     * @return false when it is not as it was read
     */
    boolean cancel(UserId user, Membership read, Instant now);
}
