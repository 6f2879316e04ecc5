package sundown.aws.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;

/**
 * One order for what S3 lists, which does not depend on where a page ends: S3 gives the versions and the markers of a
 * page apart, and those of a key by age. Keys themselves come in order from page to page.
 */
final class EntryOrder {
    private static final Comparator<BucketEntry> BY_KEY =
            Comparator.comparing(entry -> entry.key().value(), BucketListing.ORDER);
    private static final Comparator<BucketEntry> BY_VERSION =
            Comparator.comparing(entry -> entry.version().value());

    private EntryOrder() {}

    /** The entries of all pages, in the order of their keys, those of one key by version. */
    static Stream<BucketEntry> inOrder(Stream<Stream<BucketEntry>> pages) {
        return pages.flatMap(page -> page.sorted(BY_KEY))
                .gather(keys())
                .flatMap(key -> key.stream().sorted(BY_VERSION));
    }

    /** A key's entries together, also where they begin on one page and end on the next. */
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
