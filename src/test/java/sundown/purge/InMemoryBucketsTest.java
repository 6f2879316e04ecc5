package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void reportsWhatItWasToldToRefuse() {
        BucketEntry kept = buckets.put(PurgedBucket.GALLERY, new ObjectKey("1/u/a"), new byte[1]);
        BucketEntry gone = buckets.put(PurgedBucket.GALLERY, new ObjectKey("1/u/b"), new byte[1]);
        buckets.refuse(kept.key());
        assertThat(buckets.delete(List.of(kept, gone)))
                .containsExactly(new BucketDeletion.Refused(kept, "AccessDenied"));
        assertThat(buckets.all()).containsExactly(kept);
    }
}
