package sundown.transfer;

import java.util.List;
import sundown.gallery.Tally;
import sundown.transfer.Batch.ItemOutcome;

/**
 * Counts of a gallery's items. Every item is counted exactly once: done + duplicate + failed + skipped + pending =
 * total, in items and in bytes.
 *
 * @param total the items to account for, as counted at the start
 * @param done now in the library
 * @param duplicate the library had the same bytes already
 * @param failed not taken; users can list them with their reasons
 * @param permanent failed items whose reason cannot change; never tried again
 * @param skipped left the gallery after the count
 */
public record Counts(Tally total, Tally done, Tally duplicate, Tally failed, Tally permanent, Tally skipped) {
    public Counts {
        if (permanent.items() > failed.items() || permanent.bytes() > failed.bytes()) {
            throw new IllegalArgumentException("more items failed permanently than failed");
        }
        Tally settled = done.plus(duplicate).plus(failed).plus(skipped);
        if (settled.items() > total.items() || settled.bytes() > total.bytes()) {
            throw new IllegalArgumentException("more items are settled than there are");
        }
    }

    /** A gallery of which nothing has been moved. */
    public static Counts of(Tally total) {
        return new Counts(total, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);
    }

    /** Items with a known outcome. */
    public Tally settled() {
        return done.plus(duplicate).plus(failed).plus(skipped);
    }

    /** Failed items that may be tried again. */
    public Tally retryable() {
        return failed.minus(permanent);
    }

    public Tally pending() {
        return total.minus(settled());
    }

    /**
     * Adds the outcomes of a batch. When the gallery has more items than were counted, raises the total, so that the
     * sum still holds.
     */
    public Counts plus(List<ItemOutcome> outcomes) {
        Tally newDone = done;
        Tally newDuplicate = duplicate;
        Tally newFailed = failed;
        Tally newPermanent = permanent;
        for (ItemOutcome outcome : outcomes) {
            Tally one = Tally.one(outcome.bytes());
            switch (outcome) {
                case ItemOutcome.Done _ -> newDone = newDone.plus(one);
                case ItemOutcome.Duplicate _ -> newDuplicate = newDuplicate.plus(one);
                case ItemOutcome.Failed refused -> {
                    newFailed = newFailed.plus(one);
                    newPermanent = refused.reason().permanent() ? newPermanent.plus(one) : newPermanent;
                }
            }
        }
        Tally settled = newDone.plus(newDuplicate).plus(newFailed).plus(skipped);
        return new Counts(total.atLeast(settled), newDone, newDuplicate, newFailed, newPermanent, skipped);
    }

    /** At the end of the gallery: pending items are gone from it. */
    public Counts withRestSkipped() {
        return new Counts(total, done, duplicate, failed, permanent, skipped.plus(pending()));
    }

    /** Failed items that may be tried again are pending again. */
    public Counts withRetryablePending() {
        return new Counts(total, done, duplicate, permanent, permanent, skipped);
    }

    /** At the end of a retry: what it did not try cannot be tried. */
    public Counts withRestPermanent() {
        return new Counts(total, done, duplicate, failed.plus(pending()), permanent.plus(pending()), skipped);
    }
}
