package sundown.account;

import java.util.Optional;

/**
 * A user's account.
 *
 * @param region the region in which the account is registered; the region group follows from it
 * @param membership what the user pays for; nothing for a free user
 * @param paidByAnother true for a family's or gift membership: the fee goes back to who paid it
 */
public record Account(UserId user, Region region, Optional<Membership> membership, boolean paidByAnother) {
    /** An account for which nobody else pays. */
    public Account(UserId user, Region region, Optional<Membership> membership) {
        this(user, region, membership, false);
    }

    /** The account of a free user. */
    public Account(UserId user, Region region) {
        this(user, region, Optional.empty());
    }

    public Account with(Membership paid) {
        return new Account(user, region, Optional.of(paid), paidByAnother);
    }
}
