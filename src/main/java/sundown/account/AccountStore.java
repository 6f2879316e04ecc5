package sundown.account;

import java.util.Optional;

/** The accounts of the photo cloud. */
public interface AccountStore {
    /** The account of a user as it stands now, or nothing when there is none. */
    Optional<Account> find(UserId user);
}
