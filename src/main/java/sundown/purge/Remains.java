package sundown.purge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * What the buckets still keep of an account.
 *
 * @param left what the manifest names, in the order of the listing
 * @param appeared how many entries it does not name: they came after it was made
 */
record Remains(List<BucketEntry> left, long appeared) {
    Remains {
        left = List.copyOf(left);
    }

    /** Divides a listing, which is read to its end. */
    static Remains of(Stream<BucketEntry> listing, Set<BucketEntry> named) {
        List<BucketEntry> left = new ArrayList<>();
        long[] appeared = {0};
        listing.forEach(entry -> {
            if (named.contains(entry)) {
                left.add(entry);
            } else {
                appeared[0]++;
            }
        });
        return new Remains(left, appeared[0]);
    }

    /** What may be deleted together: of one bucket, at most {@link BucketDeletion#LIMIT}, uploads by themselves. */
    List<List<BucketEntry>> batches() {
        Predicate<BucketEntry> upload = entry -> entry.kind() == EntryKind.UPLOAD;
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket -> Stream.of(upload.negate(), upload).map(kind -> of(bucket, kind)))
                .flatMap(together -> together.stream().gather(Gatherers.windowFixed(BucketDeletion.LIMIT)))
                .toList();
    }

    private List<BucketEntry> of(PurgedBucket bucket, Predicate<BucketEntry> kind) {
        return left.stream()
                .filter(entry -> entry.bucket() == bucket)
                .filter(kind)
                .toList();
    }
}
