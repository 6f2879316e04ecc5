package sundown.purge;

import sundown.account.UserId;

/**
 * The rows that are kept of a user besides his objects: his items, his transfer with its details and its token, his
 * archives with their passwords. His account and the ledger of refunds are not among them.
 */
public interface UserRows {
    /** So many are removed at once. */
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
