package sundown.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.gallery.ObjectKey;
import sundown.purge.InMemoryBuckets;
import sundown.purge.PurgedBucket;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

class LeftoversTest {
    private static final ObjectKey PHOTO = new ObjectKey("1/alice/photo");
    private static final ObjectKey VOLUME = new ObjectKey("1/alice/volume");

    @Test
    void countWhatAUserHasInBothBucketsTogether() {
        InMemoryBuckets buckets = new InMemoryBuckets();
        buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);
        buckets.put(PurgedBucket.ARCHIVE, VOLUME, new byte[4]);
        buckets.begin(PurgedBucket.ARCHIVE, VOLUME);

        assertThat(new Leftovers(buckets).list(new GroupId("1"))).isEqualTo(Map.of("alice/", new Totals(2, 0, 1, 7)));
    }
}
