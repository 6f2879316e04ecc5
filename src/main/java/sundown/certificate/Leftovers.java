package sundown.certificate;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;
import sundown.purge.PurgedBucket;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

/**
 * What the buckets keep of a group, listed anew: all that lies under its prefix, whoever owns it, and whatever
 * manifests and records say.
 */
@Singleton
final class Leftovers {
    static final int PAGE = 1_000;

    private final BucketListing buckets;

    Leftovers(BucketListing buckets) {
        this.buckets = buckets;
    }

    /** What is kept by folder; of what is in no user's folder nothing is counted. */
    Map<String, Totals> list(GroupId group) {
        Map<String, Totals> kept = new TreeMap<>(BucketListing.ORDER);
        for (PurgedBucket bucket : PurgedBucket.values()) {
            folders(bucket, group).forEach(folder -> kept.merge(folder, totals(bucket, group, folder), Totals::plus));
        }
        return kept;
    }

    private Totals totals(PurgedBucket bucket, GroupId group, String folder) {
        return BucketListing.owner(folder)
                .map(user -> totals(bucket, group, user))
                .orElse(Totals.NONE);
    }

    private Totals totals(PurgedBucket bucket, GroupId group, UserId user) {
        try (Stream<BucketEntry> entries = buckets.entries(bucket, group, user)) {
            return entries.reduce(Totals.NONE, Totals::plus, Totals::plus);
        }
    }

    private Stream<String> folders(PurgedBucket bucket, GroupId group) {
        return Stream.iterate(
                        buckets.folders(bucket, group, Optional.empty(), PAGE),
                        Predicate.not(List::isEmpty),
                        page -> buckets.folders(bucket, group, Optional.of(page.getLast()), PAGE))
                .flatMap(List::stream);
    }
}
