package sundown.aws.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;

/**
 * An order of the entries of a bucket that does not depend on where pages end. S3 lists the versions and the markers of
 * a page separately, and those of a key by age. Keys are in order from page to page.
 */
final class EntryOrder {
    private static final Comparator<BucketEntry> BY_KEY =
            Comparator.comparing(entry -> entry.key().value(), BucketListing.ORDER);
    private static final Comparator<BucketEntry> BY_VERSION =
            Comparator.comparing(entry -> entry.version().value());

    private EntryOrder() {}

    /** The entries of all pages by key, those of one key by version. */
    static Stream<BucketEntry> inOrder(Stream<Stream<BucketEntry>> pages) {
        return pages.flatMap(page -> page.sorted(BY_KEY))
                .gather(keys())
                .flatMap(key -> key.stream().sorted(BY_VERSION));
    }

    /** Groups the entries of a key, also when they continue on the next page. */
    private static Gatherer<BucketEntry, List<BucketEntry>, List<BucketEntry>> keys() {
        return Gatherer.ofSequential(
                ArrayList::new,
                (run, entry, downstream) -> {
                    boolean open = true;
                    if (!run.isEmpty() && !run.getFirst().key().equals(entry.key())) {
                        open = downstream.push(List.copyOf(run));
                        run.clear();
                    }
                    run.add(entry);
                    return open;
                },
                (run, downstream) -> {
                    if (!run.isEmpty()) {
                        downstream.push(List.copyOf(run));
                    }
                });
    }
}
