package sundown.purge;

import sundown.account.UserId;

/**
 * The rows of a user: items, the transfer with its details and its token, archives with their passwords. The account
 * and the ledger of refunds are not among them.
 */
public interface UserRows {
    /** How many are removed at once. */
    int LIMIT = 1_000;

    /**
     * Removes {@link #LIMIT} of them, or all when there are fewer.
     *
     * @return how many; when they are fewer, none is left
     */
    long remove(UserId user);

    /** True while there is one. */
    boolean any(UserId user);
}
