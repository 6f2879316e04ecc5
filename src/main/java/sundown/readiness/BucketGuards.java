package sundown.readiness;

import sundown.gallery.BucketLayout;
import sundown.purge.PurgedBucket;

/** The policies of the buckets that have users' objects, as they are deployed. */
public interface BucketGuards {
    /**
     * That of one bucket.
     *
     * @param layout of this bucket alone
     */
    Guards of(PurgedBucket bucket, BucketLayout layout);
}
