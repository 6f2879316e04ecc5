package sundown.purge;

import sundown.contract.BucketsContract;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;

class InMemoryBucketsTest extends BucketsContract {
    private final InMemoryBuckets buckets = new InMemoryBuckets();

    /** The same bytes in another layout. */
    @Override
    protected BucketListing listing() {
        return buckets;
    }

    @Override
    protected String elsewhere() {
        return ObjectKey.root("old-photos");
    }

    @Override
    protected BucketDeletion deletion() {
        return buckets;
    }

    @Override
    protected void put(PurgedBucket bucket, ObjectKey key, byte[] bytes) {
        buckets.put(bucket, key, bytes);
    }

    @Override
    protected void mark(PurgedBucket bucket, ObjectKey key) {
        buckets.mark(bucket, key);
    }

    @Override
    protected void begin(PurgedBucket bucket, ObjectKey key) {
        buckets.begin(bucket, key);
    }
}
