package sundown.readiness;

import java.time.Instant;
import java.util.Map;
import sundown.gallery.BucketLayout;
import sundown.purge.BucketListing.PurgedBucket;

/** The policies of the buckets that have users' objects, as they are deployed. */
public interface BucketGuards {
    /**
     * Reads the policy of one bucket.
     *
     * @param layout of this bucket alone
     */
    Guards read(PurgedBucket bucket, BucketLayout layout);

    /**
     * The guards in the policy of a bucket against deletion.
     *
     * @param layout of this bucket alone
     * @param notBefore by the prefix of their keys, from when on objects may be deleted
     * @param others whether no other object may ever be deleted
     */
    record Guards(PurgedBucket bucket, BucketLayout layout, Map<String, Instant> notBefore, boolean others) {
        public Guards {
            notBefore = Map.copyOf(notBefore);
        }
    }
}
