package sundown.account;

import java.util.Optional;

/**
 * A user's account.
 *
 * @param region the region in which the account is registered; the region group follows from it
 * @param membership what the user pays for; nothing for a free user
 */
public record Account(UserId user, Region region, Optional<Membership> membership) {
    /** The account of a free user. */
    public Account(UserId user, Region region) {
        this(user, region, Optional.empty());
    }

    public Account with(Membership paid) {
        return new Account(user, region, Optional.of(paid));
    }
}
