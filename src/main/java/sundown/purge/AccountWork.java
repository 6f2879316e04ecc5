package sundown.purge;

import java.util.Iterator;
import java.util.List;
import sundown.account.UserId;

/**
 * What is to be done for one account, step by step: a batch of entries each, and when all of them are gone, of rows.
 */
final class AccountWork {
    private final UserId user;
    private final Iterator<List<BucketEntry>> batches;
    private final BatchDeletion deletion;
    private final UserRows rows;

    private long refused;
    private long removed;
    private boolean rowsLeft = true;

    AccountWork(UserId user, Remains remains, BatchDeletion deletion, UserRows rows) {
        this.user = user;
        this.batches = remains.batches().iterator();
        this.deletion = deletion;
        this.rows = rows;
    }

    /** The rows wait until every entry is gone. */
    boolean left() {
        return batches.hasNext() || (rowsLeft && refused == 0);
    }

    /** Takes the next step. */
    void next() {
        if (batches.hasNext()) {
            refused += deletion.delete(user, batches.next());
        } else {
            long some = rows.remove(user);
            removed += some;
            rowsLeft = some == UserRows.LIMIT;
        }
    }

    /** How many entries could not be deleted. */
    long refused() {
        return refused;
    }

    /** How many rows were removed. */
    long removed() {
        return removed;
    }
}
