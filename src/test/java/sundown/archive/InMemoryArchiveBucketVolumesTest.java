package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.archive.InMemoryArchiveBucket.Operation;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.contract.SampleArchives;
import sundown.contract.VolumeStorageContract;
import sundown.failure.PermanentFailure;
import sundown.gallery.ObjectKey;
import sundown.runtime.ManualClock;

class InMemoryArchiveBucketVolumesTest extends VolumeStorageContract {
    private static final ObjectKey VOLUME = new ObjectKey("1/someone/a/1.zip");

    private final ManualClock clock = new ManualClock(SampleArchives.NOW);
    private final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket(clock, InMemoryArchiveBucket.MINIMUM_PART);

    @Override
    protected VolumeStorage storage() {
        return bucket;
    }

    @Override
    protected Optional<byte[]> download(URI link) {
        return bucket.download(link, clock.instant());
    }

    @Override
    protected void passes(Duration length) {
        clock.advance(length);
    }

    @Test
    void refusesAPartThatIsTooSmall() {
        UploadId upload = bucket.begin(VOLUME);
        List<UploadedPart> parts = List.of(
                put(upload, 1, InMemoryArchiveBucket.MINIMUM_PART),
                put(upload, 2, InMemoryArchiveBucket.MINIMUM_PART - 1),
                put(upload, 3, 1));
        assertThatThrownBy(() -> bucket.complete(VOLUME, upload, parts)).isInstanceOf(PermanentFailure.class);
        assertThat(bucket.unfinished()).containsExactly(VOLUME);
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void acceptsSmallPartsIfConfigured() {
        InMemoryArchiveBucket small = new InMemoryArchiveBucket(clock, 2);
        UploadId upload = small.begin(VOLUME);
        UploadedPart first = small.upload(VOLUME, upload, 1, new byte[2], 2).orElseThrow();
        UploadedPart second = small.upload(VOLUME, upload, 2, new byte[1], 1).orElseThrow();
        assertThat(small.complete(VOLUME, upload, List.of(first, second))).isTrue();
        assertThat(small.objects()).containsExactly(VOLUME);
        assertThat(small.unfinished()).isEmpty();
    }

    @Test
    void refusesALinkFromTheInstantAtWhichItEnds() {
        UploadId upload = bucket.begin(VOLUME);
        bucket.complete(VOLUME, upload, List.of(put(upload, 1, 10)));
        URI link = bucket.link(VOLUME, "photos-1.zip", Duration.ofMinutes(10));
        assertThat(bucket.download(link, SampleArchives.NOW.plusSeconds(600).minusNanos(1)))
                .isPresent();
        assertThat(bucket.download(link, SampleArchives.NOW.plusSeconds(600))).isEmpty();
    }

    @Test
    void countsItsOperations() {
        UploadId upload = bucket.begin(VOLUME);
        put(upload, 1, 10);
        put(upload, 2, 10);
        assertThat(bucket.counted(Operation.BEGIN)).isEqualTo(1);
        assertThat(bucket.counted(Operation.UPLOAD)).isEqualTo(2);
        assertThat(bucket.counted(Operation.COMPLETE)).isZero();
    }

    private UploadedPart put(UploadId upload, int number, int length) {
        return bucket.upload(VOLUME, upload, number, new byte[length], length).orElseThrow();
    }
}
