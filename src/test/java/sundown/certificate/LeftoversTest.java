package sundown.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.gallery.ObjectKey;
import sundown.purge.InMemoryBuckets;
import sundown.purge.PurgedBucket;
import sundown.purge.Totals;
import sundown.timeline.GroupId;

class LeftoversTest {
    private static final ObjectKey PHOTO = new ObjectKey("1/alice/photo");
    private static final ObjectKey VOLUME = new ObjectKey("1/alice/volume");

    private final InMemoryBuckets buckets = new InMemoryBuckets();

    @Test
    void nameEveryFolderHoweverManyThereAre() {
        IntStream.rangeClosed(0, Leftovers.PAGE)
                .forEach(user ->
                        buckets.put(PurgedBucket.GALLERY, new ObjectKey("1/user-" + user + "/photo"), new byte[1]));

        assertThat(new Leftovers(buckets).list(new GroupId("1"))).hasSize(Leftovers.PAGE + 1);
    }

    @Test
    void countWhatAUserHasInBothBucketsTogether() {
        buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);
        buckets.put(PurgedBucket.ARCHIVE, VOLUME, new byte[4]);
        buckets.begin(PurgedBucket.ARCHIVE, VOLUME);

        assertThat(new Leftovers(buckets).list(new GroupId("1"))).isEqualTo(Map.of("alice/", new Totals(2, 0, 1, 7)));
    }
}
