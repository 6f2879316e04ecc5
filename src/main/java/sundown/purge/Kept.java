package sundown.purge;

import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the buckets keep of a user.
 *
 * @param due what should be gone, unless the user is under hold
 * @param forOthers what stays all the same, because others have claims on it
 */
record Kept(Totals due, Totals forOthers) {
    static final Kept NOTHING = new Kept(Totals.NONE, Totals.NONE);

    /** Divides a listing, which is read to its end. */
    static Kept of(Stream<BucketEntry> listing, Predicate<BucketEntry> forOthers) {
        try (listing) {
            return listing.reduce(
                    NOTHING,
                    (kept, entry) -> {
                        Totals alone = Totals.NONE.plus(entry.ofSharing(false));
                        return forOthers.test(entry)
                                ? new Kept(kept.due, kept.forOthers.plus(alone))
                                : new Kept(kept.due.plus(alone), kept.forOthers);
                    },
                    (one, other) -> new Kept(one.due.plus(other.due), one.forOthers.plus(other.forOthers)));
        }
    }

    Totals all() {
        return due.plus(forOthers);
    }
}
