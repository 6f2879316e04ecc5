package sundown.purge.deletion;

import jakarta.inject.Singleton;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.ListedAccount;
import sundown.purge.plan.NamedEntries;

/** Looks into the buckets, whatever the records say, whether one of the first accounts is gone. */
@Singleton
final class CanaryCheck {
    private final BucketListing listing;
    private final NamedEntries manifest;
    private final DeletionRecords records;

    CanaryCheck(BucketListing listing, NamedEntries manifest, DeletionRecords records) {
        this.listing = listing;
        this.manifest = manifest;
        this.records = records;
    }

    /** True when nothing is left of what the manifest names of an account, but for a hold. */
    boolean passes(ListedAccount account) {
        return listing.entries(account.group(), account.user()).findAny().isEmpty()
                || held(account)
                || nothingLeft(account);
    }

    private boolean held(ListedAccount account) {
        return records.find(account.group(), account.plan(), account.place())
                .filter(done -> done.outcome() == Deletion.Outcome.HELD)
                .isPresent();
    }

    /** What cannot be told is not gone. */
    private boolean nothingLeft(ListedAccount account) {
        return manifest.of(account)
                .filter(named -> Remains.of(listing.entries(account.group(), account.user()), named)
                        .left()
                        .isEmpty())
                .isPresent();
    }
}
