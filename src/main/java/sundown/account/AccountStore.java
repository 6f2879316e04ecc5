package sundown.account;

import java.util.List;
import java.util.Optional;

/** The accounts of the photo cloud. */
public interface AccountStore {
    /** The current account of a user; nothing when there is none. */
    Optional<Account> find(UserId user);

    /** The accounts of several users, with few calls. */
    Found<Account> findAll(List<UserId> users);
}
