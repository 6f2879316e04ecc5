package sundown.purge;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
    /** How many uploads are ended, each by a call of its own, between two checks of whether they may be. */
    static final int UPLOADS = 25;

    /** How many shared entries are given up, each by calls of its own, between two checks. */
    static final int SHARED = 100;

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

    /**
     * What may be deleted together, of one bucket: at most {@link BucketDeletion#LIMIT} versions and markers, or
     * {@link #SHARED} of those that are shared, then at most {@link #UPLOADS} uploads.
     */
    List<List<BucketEntry>> batches() {
        Predicate<BucketEntry> upload = entry -> entry.kind() == BucketEntry.Kind.UPLOAD;
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket -> Stream.of(
                                batches(bucket, upload.negate().and(not(BucketEntry::shared)), BucketDeletion.LIMIT),
                                batches(bucket, upload.negate().and(BucketEntry::shared), SHARED),
                                batches(bucket, upload.and(not(BucketEntry::shared)), UPLOADS),
                                batches(bucket, upload.and(BucketEntry::shared), UPLOADS))
                        .flatMap(Function.identity()))
                .toList();
    }

    private Stream<List<BucketEntry>> batches(PurgedBucket bucket, Predicate<BucketEntry> kind, int most) {
        return left.stream()
                .filter(entry -> entry.bucket() == bucket)
                .filter(kind)
                .gather(Gatherers.windowFixed(most));
    }
}
