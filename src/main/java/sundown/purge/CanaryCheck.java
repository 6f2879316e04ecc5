package sundown.purge;

import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Looks into the buckets, whatever the records say, whether the first accounts are gone. */
@Singleton
final class CanaryCheck {
    private final BucketListing listing;
    private final NamedEntries manifest;
    private final DeletionRecords records;
    private final Parallelism parallelism;

    CanaryCheck(BucketListing listing, NamedEntries manifest, DeletionRecords records, Parallelism parallelism) {
        this.listing = listing;
        this.manifest = manifest;
        this.records = records;
        this.parallelism = parallelism;
    }

    /** True when nothing is left of what the manifest names of these accounts, but for holds. */
    boolean passes(Purge purge, Stream<Inclusion> canary) {
        return parallelism.map(canary, account -> gone(purge, account)).allMatch(Boolean::booleanValue);
    }

    private boolean gone(Purge purge, Inclusion account) {
        ManifestLine line = account.user();
        boolean empty = listing.entries(purge.group(), line.user()).findAny().isEmpty();
        return empty || held(purge, account.place()) || nothingLeft(PurgeMessage.of(purge, account));
    }

    private boolean held(Purge purge, Place place) {
        return records.find(purge.group(), purge.plan().id(), place)
                .filter(done -> done.outcome() == Deletion.Outcome.HELD)
                .isPresent();
    }

    /** What cannot be told is not gone. */
    private boolean nothingLeft(PurgeMessage account) {
        return manifest.of(account)
                .filter(named -> Remains.of(listing.entries(account.group(), account.user()), named)
                        .left()
                        .isEmpty())
                .isPresent();
    }
}
