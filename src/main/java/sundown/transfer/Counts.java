package sundown.transfer;

import java.util.List;
import sundown.gallery.Tally;

/**
 * What has become of a gallery's items. Every item is in exactly one place: done + duplicate + failed + skipped +
 * pending = total, in items and in bytes.
 *
 * @param total the items to account for, as counted at the start
 * @param done now in the library
 * @param duplicate the library had the same bytes already
 * @param failed not taken, each with a reason that can be listed
 * @param skipped gone from the gallery since they were counted
 */
public record Counts(Tally total, Tally done, Tally duplicate, Tally failed, Tally skipped) {
    public Counts {
        Tally settled = done.plus(duplicate).plus(failed).plus(skipped);
        if (settled.items() > total.items() || settled.bytes() > total.bytes()) {
            throw new IllegalArgumentException("more items are settled than there are");
        }
    }

    /** A gallery of which nothing has been moved. */
    public static Counts of(Tally total) {
        return new Counts(total, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);
    }

    /** Items with an end. */
    public Tally settled() {
        return done.plus(duplicate).plus(failed).plus(skipped);
    }

    /** Items still to be moved. */
    public Tally pending() {
        return total.minus(settled());
    }

    /**
     * Adds what became of a batch. A gallery that holds more than was counted raises the total, so that the sum always
     * holds.
     */
    public Counts plus(List<ItemOutcome> outcomes) {
        Tally newDone = done;
        Tally newDuplicate = duplicate;
        Tally newFailed = failed;
        for (ItemOutcome outcome : outcomes) {
            Tally one = Tally.one(outcome.bytes());
            switch (outcome) {
                case ItemOutcome.Done ignored -> newDone = newDone.plus(one);
                case ItemOutcome.Duplicate ignored -> newDuplicate = newDuplicate.plus(one);
                case ItemOutcome.Failed ignored -> newFailed = newFailed.plus(one);
            }
        }
        Tally settled = newDone.plus(newDuplicate).plus(newFailed).plus(skipped);
        return new Counts(total.atLeast(settled), newDone, newDuplicate, newFailed, skipped);
    }

    /** At the end of the gallery: what was counted and never met is gone. */
    public Counts withRestSkipped() {
        return new Counts(total, done, duplicate, failed, skipped.plus(pending()));
    }

    /** What failed is pending again. */
    public Counts withFailedPending() {
        return new Counts(total, done, duplicate, Tally.NONE, skipped);
    }
}
