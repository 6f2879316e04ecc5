package sundown.mail;

import java.util.List;
import sundown.account.Found;
import sundown.account.UserId;

/** The e-mail addresses of users, which the operator keeps and Sundown never stores. */
public interface AddressBook {
    /** No call is for more users. */
    int MOST = 100;

    /**
     * Looks users up. It finds nothing for a user without an address. A malformed entry fails only its own user.
     *
     * @param users at most {@link #MOST}
     * @throws sundown.failure.RetryableFailure when it does not answer
     * @throws sundown.failure.PermanentFailure when it refuses, or answers something else
     */
    Found<Recipient> find(List<UserId> users);
}
