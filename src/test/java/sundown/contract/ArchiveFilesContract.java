package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveKeys;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.plan.PlanId;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.timeline.GroupId;

/** What every store of an archive's small objects promises. */
public abstract class ArchiveFilesContract {
    private static final List<String> ALL = List.of("plan", "volume", "upload");
    private static final PlanId PLAN = SampleArchives.plan(1);

    private final UserId user = new UserId("files-" + UUID.randomUUID());
    private final Archive archive = SampleArchives.fresh(user);
    private final Archive earlier = SampleArchives.other(archive);
    private final ObjectKey key = ArchiveKeys.plan(archive, PLAN, 1);

    /** The store under test. */
    protected abstract ArchiveFiles files();

    /** The volumes in the same place. */
    protected abstract VolumeStorage storage();

    @Test
    void readsWhatWasWritten() throws IOException {
        byte[] bytes = SampleItems.bytes(100_000);
        files().write(key, bytes);
        assertThat(read(key, 0)).isEqualTo(bytes);
    }

    @Test
    void readsFromAnOffset() throws IOException {
        byte[] bytes = SampleItems.bytes(100_000);
        files().write(key, bytes);
        assertThat(read(key, 1)).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
        assertThat(read(key, 99_999)).containsExactly(bytes[99_999]);
    }

    @Test
    void readsNoBytesAtOrAfterTheEnd() throws IOException {
        files().write(key, SampleItems.bytes(10));
        assertThat(read(key, 10)).isEmpty();
        assertThat(read(key, 11)).isEmpty();
        files().write(key, new byte[0]);
        assertThat(read(key, 0)).isEmpty();
    }

    @Test
    void hasNothingThatWasNotWritten() {
        assertThat(files().read(key, 0)).isEmpty();
        assertThat(files().read(key, 7)).isEmpty();
    }

    @Test
    void putsALaterObjectInThePlaceOfAnEarlierOne() throws IOException {
        files().write(key, SampleItems.bytes(10));
        files().write(key, SampleItems.bytes(5));
        assertThat(read(key, 0)).isEqualTo(SampleItems.bytes(5));
    }

    @Test
    void doesNotFollowAChangeOfTheArrayItWrote() throws IOException {
        byte[] bytes = SampleItems.bytes(10);
        files().write(key, bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(read(key, 0)).isEqualTo(SampleItems.bytes(10));
    }

    @Test
    void namesTheArchivesOfWhichThereIsAnything() {
        fill(archive);
        fill(earlier);
        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
    }

    @Test
    void namesAnArchiveOfWhichThereIsOneObjectOrOneUploadAlone() {
        files().write(key, SampleItems.bytes(10));
        storage().begin(ArchiveKeys.volume(earlier, PLAN, 1));
        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
    }

    @Test
    void namesNoArchiveOfWhichNothingIsLeft() {
        assertThat(files().archives(archive.group(), user)).isEmpty();
        storage().abort(ArchiveKeys.volume(archive, PLAN, 1), storage().begin(ArchiveKeys.volume(archive, PLAN, 1)));
        assertThat(files().archives(archive.group(), user)).isEmpty();
        fill(archive);
        remove(archive);
        assertThat(files().archives(archive.group(), user)).isEmpty();
    }

    @Test
    void namesNoArchiveOfOthers() {
        others().forEach(this::fill);
        assertThat(files().archives(archive.group(), user)).isEmpty();
        fill(archive);
        assertThat(files().archives(archive.group(), user)).containsExactly(archive.id());
    }

    @Test
    void removesAllOfAnArchiveAndNothingOfAnother() {
        ArchiveObjects removed = fill(earlier);
        ArchiveObjects current = fill(archive);
        remove(earlier);
        assertThat(removed.left()).isEmpty();
        assertThat(current.left()).isEqualTo(ALL);
    }

    @Test
    void removesNothingOfOthers() {
        ArchiveObjects own = fill(archive);
        List<ArchiveObjects> others = others().map(this::fill).toList();
        remove(archive);
        assertThat(own.left()).isEmpty();
        assertThat(others).allSatisfy(other -> assertThat(other.left()).isEqualTo(ALL));
    }

    @Test
    void removesTwiceAndWhereNothingIs() {
        ArchiveObjects removed = fill(earlier);
        ArchiveObjects current = fill(archive);
        for (int time = 0; time < 2; time++) {
            remove(earlier);
            files().remove(new GroupId("3"), user, archive.id());
        }
        assertThat(removed.left()).isEmpty();
        assertThat(current.left()).isEqualTo(ALL);
    }

    @Test
    void removesMoreObjectsThanAPageLists() {
        List<ObjectKey> keys = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> ArchiveKeys.plan(earlier, PLAN, number))
                .toList();
        keys.forEach(each -> files().write(each, new byte[1]));
        files().write(key, new byte[1]);
        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
        remove(earlier);
        assertThat(files().archives(archive.group(), user)).containsExactly(archive.id());
        assertThat(keys).noneMatch(each -> files().read(each, 0).isPresent());
        assertThat(files().read(key, 0)).isPresent();
    }

    @Test
    void endsAllUploadsOfAVolume() {
        ObjectKey volume = ArchiveKeys.volume(earlier, PLAN, 1);
        List<UploadId> uploads = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> storage().begin(volume))
                .toList();
        UploadId kept = storage().begin(ArchiveKeys.volume(archive, PLAN, 1));
        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
        remove(earlier);
        assertThat(uploads).noneMatch(upload -> storage().parts(volume, upload).isPresent());
        assertThat(storage().parts(ArchiveKeys.volume(archive, PLAN, 1), kept)).isPresent();
    }

    private void remove(Archive removed) {
        files().remove(removed.group(), removed.user(), removed.id());
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

    private ArchiveObjects fill(Archive filled) {
        return new ArchiveObjects(files(), storage(), filled);
    }

    private Archive of(String group, String name) {
        return Records.with(Records.with(archive, "group", new GroupId(group)), "user", new UserId(name));
    }

    private byte[] read(ObjectKey object, long offset) throws IOException {
        try (InputStream stream = files().read(object, offset).orElseThrow()) {
            return stream.readAllBytes();
        }
    }
}
