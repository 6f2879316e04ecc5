package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Set;
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
    boolean passes(Purge purge, Stream<ManifestLine> canary) {
        return parallelism.map(canary, line -> gone(purge, line)).allMatch(Boolean::booleanValue);
    }

    private boolean gone(Purge purge, ManifestLine line) {
        boolean empty = listing.entries(purge.group(), line.user()).findAny().isEmpty();
        return empty || held(purge, line) || nothingLeft(purge, line);
    }

    private boolean held(Purge purge, ManifestLine line) {
        return records.find(purge.group(), purge.plan().id(), line.user())
                .filter(done -> done.outcome() == Deletion.Outcome.HELD)
                .isPresent();
    }

    /** What cannot be told is not gone. */
    private boolean nothingLeft(Purge purge, ManifestLine line) {
        return manifest.of(
                        purge.group(),
                        purge.plan().id(),
                        line.user(),
                        line.sha256().orElseThrow())
                .filter(named -> left(purge, line, named).isEmpty())
                .isPresent();
    }

    private Set<BucketEntry> left(Purge purge, ManifestLine line, Set<BucketEntry> named) {
        return Set.copyOf(
                Remains.of(listing.entries(purge.group(), line.user()), named).left());
    }
}
