package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.ArchiveKeys;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;

/** What every storage of volumes promises. */
public abstract class VolumeStorageContract {
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** The least that S3 takes for a part that is not the last one. */
    private static final int PART = 5 << 20;

    private final ObjectKey volume = key(1);
    private final ObjectKey other = key(2);

    /** The storage under test. */
    protected abstract VolumeStorage storage();

    /** What anyone who has a link downloads now, or nothing when it is refused or the volume is not there. */
    protected abstract Optional<byte[]> download(URI link);

    /** Returns when so much time has gone by. */
    protected abstract void passes(Duration length);

    @Test
    void makesAVolumeOfItsParts() throws IOException {
        byte[] bytes = SampleItems.bytes(2 * PART + 10);
        UploadId upload = storage().begin(volume);
        List<UploadedPart> parts = List.of(
                put(upload, 1, Arrays.copyOf(bytes, PART)),
                put(upload, 2, Arrays.copyOfRange(bytes, PART, 2 * PART)),
                put(upload, 3, Arrays.copyOfRange(bytes, 2 * PART, bytes.length)));
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        assertThat(read(volume)).isEqualTo(bytes);
        assertThat(storage().size(volume)).hasValue(bytes.length);
    }

    @Test
    void makesAVolumeOfOneSmallPart() throws IOException {
        build(volume, SampleItems.bytes(7));
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(7));
    }

    @Test
    void takesPartsFromSeveralWorkersInAnyOrder() throws Exception {
        byte[] bytes = SampleItems.bytes(4 * PART);
        UploadId upload = storage().begin(volume);
        Race.between(
                4, index -> put(upload, 4 - index, Arrays.copyOfRange(bytes, (3 - index) * PART, (4 - index) * PART)));
        assertThat(storage().complete(volume, upload, parts(upload))).isTrue();
        assertThat(read(volume)).isEqualTo(bytes);
    }

    @Test
    void showsNothingOfAVolumeBeforeItIsWhole() {
        put(storage().begin(volume), 1, SampleItems.bytes(10));
        assertThat(storage().size(volume)).isEmpty();
        assertThat(storage().open(volume)).isEmpty();
        assertThat(download(storage().link(volume, "photos-1.zip", LIFE))).isEmpty();
    }

    @Test
    void listsNoPartsOfAnUploadThatHasNone() {
        assertThat(storage().parts(volume, storage().begin(volume))).contains(List.of());
    }

    @Test
    void listsPartsByNumberAsTheyWereUploaded() {
        UploadId upload = storage().begin(volume);
        UploadedPart tenth = put(upload, 10, SampleItems.bytes(10));
        UploadedPart second = put(upload, 2, SampleItems.bytes(2));
        UploadedPart last = put(upload, 10_000, SampleItems.bytes(3));
        assertThat(parts(upload)).containsExactly(second, tenth, last);
        assertThat(parts(upload)).extracting(UploadedPart::bytes).containsExactly(2L, 10L, 3L);
    }

    @Test
    void listsManyParts() {
        UploadId upload = storage().begin(volume);
        List<UploadedPart> uploaded = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> put(upload, number, new byte[] {(byte) number}))
                .toList();
        assertThat(parts(upload)).isEqualTo(uploaded);
    }

    @Test
    void takesTheFirstBytesOfAnArrayAndLeavesItAsItIs() throws IOException {
        byte[] bytes = SampleItems.bytes(100);
        UploadId upload = storage().begin(volume);
        UploadedPart part = storage().upload(volume, upload, 1, bytes, 40).orElseThrow();
        assertThat(bytes).isEqualTo(SampleItems.bytes(100));
        Arrays.fill(bytes, (byte) 0);
        assertThat(storage().complete(volume, upload, List.of(part))).isTrue();
        assertThat(read(volume)).isEqualTo(Arrays.copyOf(SampleItems.bytes(100), 40));
    }

    @Test
    void replacesAPart() throws IOException {
        UploadId upload = storage().begin(volume);
        UploadedPart first = put(upload, 1, SampleItems.bytes(10));
        UploadedPart second = put(upload, 1, SampleItems.bytes(20));
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(parts(upload)).containsExactly(second);
        assertThat(storage().complete(volume, upload, List.of(second))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
    }

    @Test
    void makesNoVolumeOfAPartThatWasReplacedByAnother() throws IOException {
        UploadId upload = storage().begin(volume);
        UploadedPart first = put(upload, 1, SampleItems.bytes(10));
        put(upload, 1, SampleItems.bytes(20));
        assertThatThrownBy(() -> storage().complete(volume, upload, List.of(first)))
                .isInstanceOf(RetryableFailure.class);
        assertThat(storage().size(volume)).isEmpty();
        assertThat(storage().complete(volume, upload, parts(upload))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
    }

    @Test
    void makesNoVolumeOfAPartThatIsNotThere() {
        UploadId upload = storage().begin(volume);
        UploadedPart part = put(upload, 1, SampleItems.bytes(PART));
        UploadedPart missing = new UploadedPart(2, part.bytes(), part.etag());
        assertThatThrownBy(() -> storage().complete(volume, upload, List.of(part, missing)))
                .isInstanceOf(RetryableFailure.class);
        assertThat(storage().size(volume)).isEmpty();
    }

    @Test
    void knowsNoUploadThatNeverBegan() {
        UploadId never = new UploadId(UUID.randomUUID().toString());
        hasNoUpload(volume, never);
        storage().abort(volume, never);
    }

    @Test
    void knowsAnUploadNoLongerOnceItWasAborted() {
        UploadId upload = storage().begin(volume);
        put(upload, 1, SampleItems.bytes(10));
        storage().abort(volume, upload);
        hasNoUpload(volume, upload);
        storage().abort(volume, upload);
        assertThat(storage().size(volume)).isEmpty();
    }

    @Test
    void knowsAnUploadNoLongerOnceItWasCompleted() {
        UploadId upload = build(volume, SampleItems.bytes(10));
        assertThat(storage().parts(volume, upload)).isEmpty();
        assertThat(storage().upload(volume, upload, 1, SampleItems.bytes(20), 20))
                .isEmpty();
    }

    /** S3 may say both times that it did it. */
    @Test
    void keepsAVolumeThatIsCompletedTwice() throws IOException {
        UploadId upload = storage().begin(volume);
        List<UploadedPart> parts = List.of(put(upload, 1, SampleItems.bytes(10)));
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        storage().complete(volume, upload, parts);
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void keepsAVolumeWhenItsUploadIsAbortedTooLate() throws IOException {
        UploadId upload = build(volume, SampleItems.bytes(10));
        storage().abort(volume, upload);
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void takesNoPartForTheUploadOfAnotherVolume() throws IOException {
        UploadId upload = storage().begin(volume);
        UploadedPart part = put(upload, 1, SampleItems.bytes(10));
        hasNoUpload(other, upload);
        assertThat(parts(upload)).containsExactly(part);
        assertThat(storage().complete(volume, upload, List.of(part))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void keepsTwoUploadsOfAVolumeApart() throws IOException {
        UploadId first = storage().begin(volume);
        UploadId second = storage().begin(volume);
        assertThat(second).isNotEqualTo(first);
        put(first, 1, SampleItems.bytes(10));
        UploadedPart part = put(second, 1, SampleItems.bytes(20));
        assertThat(parts(second)).containsExactly(part);
        assertThat(storage().complete(volume, second, List.of(part))).isTrue();
        assertThat(parts(first)).hasSize(1);
        storage().abort(volume, first);
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
    }

    @Test
    void putsALaterVolumeInThePlaceOfAnEarlierOne() throws IOException {
        build(volume, SampleItems.bytes(10));
        build(volume, SampleItems.bytes(20));
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
        assertThat(storage().size(volume)).hasValue(20);
    }

    @Test
    void downloadsAVolumeThroughALink() {
        byte[] bytes = SampleItems.bytes(100_000);
        build(volume, bytes);
        URI link = storage().link(volume, "photos-1.zip", LIFE);
        assertThat(download(link)).hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes));
        assertThat(download(link)).isPresent();
    }

    @Test
    void downloadsNothingThroughALinkThatIsOver() {
        build(volume, SampleItems.bytes(10));
        URI brief = storage().link(volume, "photos-1.zip", Duration.ofSeconds(1));
        URI longer = storage().link(volume, "photos-1.zip", LIFE);
        passes(Duration.ofSeconds(2));
        assertThat(download(brief)).isEmpty();
        assertThat(download(longer)).isPresent();
    }

    @Test
    void makesALinkToAVolumeThatIsNotThere() {
        URI link = storage().link(volume, "photos-1.zip", LIFE);
        assertThat(download(link)).isEmpty();
        build(volume, SampleItems.bytes(10));
        assertThat(download(link)).isPresent();
    }

    private void hasNoUpload(ObjectKey key, UploadId upload) {
        byte[] bytes = SampleItems.bytes(10);
        assertThat(storage().parts(key, upload)).isEmpty();
        assertThat(storage().upload(key, upload, 1, bytes, bytes.length)).isEmpty();
        UploadedPart part = new UploadedPart(
                1, bytes.length, put(key, storage().begin(key), 1, bytes).etag());
        assertThat(storage().complete(key, upload, List.of(part))).isFalse();
    }

    private UploadId build(ObjectKey key, byte[] bytes) {
        UploadId upload = storage().begin(key);
        assertThat(storage().complete(key, upload, List.of(put(key, upload, 1, bytes))))
                .isTrue();
        return upload;
    }

    private UploadedPart put(UploadId upload, int number, byte[] bytes) {
        return put(volume, upload, number, bytes);
    }

    private UploadedPart put(ObjectKey key, UploadId upload, int number, byte[] bytes) {
        return storage().upload(key, upload, number, bytes, bytes.length).orElseThrow();
    }

    private List<UploadedPart> parts(UploadId upload) {
        return storage().parts(volume, upload).orElseThrow();
    }

    private byte[] read(ObjectKey key) throws IOException {
        try (InputStream stream = storage().open(key).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private static ObjectKey key(int number) {
        return ArchiveKeys.volume(
                SampleArchives.fresh(new UserId("volumes-" + UUID.randomUUID())), SampleArchives.plan(1), number);
    }
}
