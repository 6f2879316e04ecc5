package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.timeline.GroupId;

/** What every storage of volumes promises. */
public abstract class VolumeStorageContract {
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** The least that S3 takes for a part that is not the last one. */
    private static final int PART = 5 << 20;

    private final UserId user = new UserId("volumes-" + UUID.randomUUID());
    private final Archive archive = SampleArchives.fresh(user);
    private final Archive earlier = SampleArchives.other(archive);
    private final ObjectKey volume = key(archive, 1);
    private final ObjectKey other = key(archive, 2);

    /** The storage under test. */
    protected abstract VolumeStorage storage();

    /** What anyone who has a link downloads now, or nothing when it is refused or the volume is not there. */
    protected abstract Optional<byte[]> download(URI link);

    /** Returns when so much time has gone by. */
    protected abstract void passes(Duration length);

    @Test
    void makesAVolumeOfItsParts() {
        byte[] bytes = SampleItems.bytes(2 * PART + 10);
        UploadId upload = storage().begin(volume);
        List<UploadedPart> parts = List.of(
                put(upload, 1, Arrays.copyOf(bytes, PART)),
                put(upload, 2, Arrays.copyOfRange(bytes, PART, 2 * PART)),
                put(upload, 3, Arrays.copyOfRange(bytes, 2 * PART, bytes.length)));
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        assertThat(read(volume)).isEqualTo(bytes);
    }

    @Test
    void makesAVolumeOfOneSmallPart() {
        build(volume, SampleItems.bytes(7));
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(7));
    }

    @Test
    void takesPartsFromSeveralWorkersInAnyOrder() throws Exception {
        byte[] bytes = SampleItems.bytes(4 * PART);
        UploadId upload = storage().begin(volume);
        List<UploadedPart> parts = new ArrayList<>(Race.between(
                4, index -> put(upload, 4 - index, Arrays.copyOfRange(bytes, (3 - index) * PART, (4 - index) * PART))));
        parts.sort(Comparator.comparing(UploadedPart::number));
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        assertThat(read(volume)).isEqualTo(bytes);
    }

    @Test
    void showsNothingOfAVolumeBeforeItIsWhole() {
        put(storage().begin(volume), 1, SampleItems.bytes(10));
        assertThat(download(storage().link(volume, "photos-1.zip", LIFE))).isEmpty();
    }

    @Test
    void takesTheFirstBytesOfAnArrayAndLeavesItAsItIs() {
        byte[] bytes = SampleItems.bytes(100);
        UploadId upload = storage().begin(volume);
        UploadedPart part = storage().upload(volume, upload, 1, bytes, 40).orElseThrow();
        assertThat(bytes).isEqualTo(SampleItems.bytes(100));
        Arrays.fill(bytes, (byte) 0);
        assertThat(storage().complete(volume, upload, List.of(part))).isTrue();
        assertThat(read(volume)).isEqualTo(Arrays.copyOf(SampleItems.bytes(100), 40));
    }

    @Test
    void replacesAPart() {
        UploadId upload = storage().begin(volume);
        UploadedPart first = put(upload, 1, SampleItems.bytes(10));
        UploadedPart second = put(upload, 1, SampleItems.bytes(20));
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(storage().complete(volume, upload, List.of(second))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
    }

    @Test
    void makesNoVolumeOfAPartThatWasReplacedByAnother() {
        UploadId upload = storage().begin(volume);
        UploadedPart first = put(upload, 1, SampleItems.bytes(10));
        UploadedPart second = put(upload, 1, SampleItems.bytes(20));
        assertThatThrownBy(() -> storage().complete(volume, upload, List.of(first)))
                .isInstanceOf(RetryableFailure.class);
        assertThat(stored(volume)).isEmpty();
        assertThat(storage().complete(volume, upload, List.of(second))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
    }

    @Test
    void makesNoVolumeOfAPartThatIsNotThere() {
        UploadId upload = storage().begin(volume);
        UploadedPart part = put(upload, 1, SampleItems.bytes(PART));
        UploadedPart missing = new UploadedPart(2, part.etag());
        assertThatThrownBy(() -> storage().complete(volume, upload, List.of(part, missing)))
                .isInstanceOf(RetryableFailure.class);
        assertThat(stored(volume)).isEmpty();
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
        assertThat(stored(volume)).isEmpty();
    }

    @Test
    void knowsAnUploadNoLongerOnceItWasCompleted() {
        UploadId upload = build(volume, SampleItems.bytes(10));
        assertThat(storage().upload(volume, upload, 1, SampleItems.bytes(20), 20))
                .isEmpty();
    }

    /** The first answer may be lost. */
    @Test
    void completesAVolumeTwice() {
        UploadId upload = storage().begin(volume);
        List<UploadedPart> parts = List.of(put(upload, 1, SampleItems.bytes(10)));
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        assertThat(storage().complete(volume, upload, parts)).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void keepsAVolumeWhenItsUploadIsAbortedTooLate() {
        UploadId upload = build(volume, SampleItems.bytes(10));
        storage().abort(volume, upload);
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void takesNoPartForTheUploadOfAnotherVolume() {
        UploadId upload = storage().begin(volume);
        UploadedPart part = put(upload, 1, SampleItems.bytes(10));
        hasNoUpload(other, upload);
        assertThat(storage().complete(volume, upload, List.of(part))).isTrue();
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void putsALaterVolumeInThePlaceOfAnEarlierOne() {
        build(volume, SampleItems.bytes(10));
        build(volume, SampleItems.bytes(20));
        assertThat(read(volume)).isEqualTo(SampleItems.bytes(20));
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

    @Test
    void namesTheArchivesOfWhichThereIsAVolumeOrAnUpload() {
        assertThat(storage().archives(archive.group(), user)).isEmpty();
        build(volume, SampleItems.bytes(10));
        storage().begin(key(earlier, 1));
        assertThat(storage().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
    }

    @Test
    void namesNoArchiveOfWhichNothingIsLeft() {
        storage().abort(volume, storage().begin(volume));
        assertThat(storage().archives(archive.group(), user)).isEmpty();
        build(volume, SampleItems.bytes(10));
        storage().begin(other);
        remove(archive);
        assertThat(storage().archives(archive.group(), user)).isEmpty();
    }

    @Test
    void removesAllOfAnArchiveAndNothingOfOthers() {
        build(volume, SampleItems.bytes(10));
        UploadId upload = storage().begin(other);
        List<ObjectKey> kept = Stream.concat(Stream.of(earlier), others())
                .map(each -> key(each, 1))
                .toList();
        kept.forEach(each -> build(each, SampleItems.bytes(20)));
        for (int time = 0; time < 2; time++) {
            remove(archive);
            storage().remove(new GroupId("3"), user, archive.id(), Set.of());
        }
        assertThat(stored(volume)).isEmpty();
        hasNoUpload(other, upload);
        assertThat(kept).allSatisfy(each -> assertThat(stored(each)).isPresent());
    }

    @Test
    void keepsTheVolumesThatAreToBeKept() {
        List<ObjectKey> keys = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> key(archive, number))
                .toList();
        keys.forEach(each -> build(each, SampleItems.bytes(1)));
        Set<ObjectKey> kept = Set.of(keys.get(2), keys.get(5));
        storage().remove(archive.group(), user, archive.id(), kept);
        assertThat(keys.stream().filter(each -> stored(each).isPresent())).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void endsAllUploadsOfAVolume() {
        List<UploadId> uploads = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> storage().begin(volume))
                .toList();
        ObjectKey untouched = key(earlier, 1);
        UploadId upload = storage().begin(untouched);
        remove(archive);
        assertThat(uploads)
                .noneMatch(each ->
                        storage().upload(volume, each, 1, new byte[1], 1).isPresent());
        assertThat(storage().upload(untouched, upload, 1, new byte[1], 1)).isPresent();
    }

    private void remove(Archive removed) {
        storage().remove(removed.group(), removed.user(), removed.id(), Set.of());
    }

    /** Archives of the same id, of users and groups with names that begin or end alike. */
    private Stream<Archive> others() {
        String name = user.value();
        return Stream.of(
                of("1", name + "0"),
                of("1", name.substring(0, name.length() - 1)),
                of("1", "x" + name),
                of("2", name),
                of("11", name));
    }

    private Archive of(String group, String name) {
        return Records.with(Records.with(archive, "group", new GroupId(group)), "user", new UserId(name));
    }

    private void hasNoUpload(ObjectKey key, UploadId upload) {
        byte[] bytes = SampleItems.bytes(10);
        assertThat(storage().upload(key, upload, 1, bytes, bytes.length)).isEmpty();
        UploadedPart part =
                new UploadedPart(1, put(key, storage().begin(key), 1, bytes).etag());
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

    private byte[] read(ObjectKey key) {
        return stored(key).orElseThrow();
    }

    private Optional<byte[]> stored(ObjectKey key) {
        return download(storage().link(key, "photos-1.zip", LIFE));
    }

    private static ObjectKey key(Archive of, int number) {
        return VolumeStorage.key(of.group(), SampleArchives.volume(of, number));
    }
}
