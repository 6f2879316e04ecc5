package sundown.purge;

import sundown.account.UserId;

/**
 * The rows of a user: items, the transfer with its details and its token, archives with their passwords. The account
 * and the ledger of refunds are not among them.
 */
public interface UserRows {
    /** The number of rows that one call removes. */
    int BATCH_ROWS = 1_000;

    /**
     * Removes {@link #BATCH_ROWS} rows, or all if there are fewer.
     *
     * @return how many; if they are fewer, none is left
     */
    long remove(UserId user);

    /** True if the user has a row. */
    boolean any(UserId user);
}
