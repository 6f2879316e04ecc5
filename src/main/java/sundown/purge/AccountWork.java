package sundown.purge;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.receipt.Receipts;

/**
 * What is to be done for one account, step by step: a batch of entries each, and when a new listing shows that all of
 * them are gone, of rows, once a receipt is kept of them. What the deletion answers is not enough: rows alone tell
 * where photos are.
 */
final class AccountWork {
    private static final Logger LOG = Logger.getLogger(AccountWork.class);

    private final UserId user;
    private final Inclusion listed;
    private final Iterator<List<BucketEntry>> batches;
    private final BatchDeletion deletion;
    private final UserRows rows;
    private final Receipts receipts;
    private final Supplier<Remains> listing;
    private final boolean rowsTell;

    private long appeared;
    private long refused;
    private long removed;
    private boolean rowsLeft = true;
    private boolean begun;

    /**
     * @param listed proves that the manifest lists the account
     * @param listing lists again what the buckets still keep, and should not
     * @param rowsTell true where only rows tell the owner of an object: they stay when something came after the
     *     manifest was made, so that the next manifest names it
     */
    AccountWork(
            Inclusion listed,
            Remains remains,
            BatchDeletion deletion,
            UserRows rows,
            Receipts receipts,
            Supplier<Remains> listing,
            boolean rowsTell) {
        this.user = listed.place().user();
        this.listed = listed;
        this.batches = remains.batches().iterator();
        this.deletion = deletion;
        this.rows = rows;
        this.receipts = receipts;
        this.listing = listing;
        this.rowsTell = rowsTell;
        this.appeared = remains.appeared();
    }

    /** The rows wait until every entry is gone. */
    boolean left() {
        return entriesLeft() || (rowsLeft && refused == 0);
    }

    /** True while there are entries of which no deletion was tried. */
    boolean entriesLeft() {
        return batches.hasNext();
    }

    /** Takes the next step. */
    void next() {
        begun = true;
        if (entriesLeft()) {
            refused += deletion.delete(user, batches.next());
            if (!batches.hasNext() && refused == 0) {
                checkThatAllIsGone();
            }
        } else {
            if (removed == 0) {
                receipts.keep(user, Json.write(listed.members()));
            }
            rowsLeft = !(rowsTell && appeared > 0) && removesSome();
        }
    }

    private boolean removesSome() {
        long some = rows.remove(user);
        removed += some;
        return some == UserRows.LIMIT;
    }

    private void checkThatAllIsGone() {
        Remains overdue = listing.get();
        appeared = overdue.appeared();
        int still = overdue.left().size();
        if (still > 0) {
            LOG.errorf("%d entries of user %s are still listed after they were deleted", still, user);
            refused += still;
        }
    }

    /** True once a step was taken. */
    boolean begun() {
        return begun;
    }

    /** How many entries could not be deleted. */
    long refused() {
        return refused;
    }

    /** How many entries the manifest does not name. */
    long appeared() {
        return appeared;
    }

    /** How many rows were removed. */
    long removed() {
        return removed;
    }
}
