package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.archive.ArchiveKeys;
import sundown.archive.UploadId;
import sundown.archive.VolumeStorage;
import sundown.archive.plan.PlanId;
import sundown.gallery.ObjectKey;
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
        byte[] bytes = random(100_000);
        files().write(key, bytes);
        assertThat(read(key, 0)).isEqualTo(bytes);
    }

    @Test
    void readsFromAnOffset() throws IOException {
        byte[] bytes = random(100_000);
        files().write(key, bytes);
        assertThat(read(key, 1)).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
        assertThat(read(key, 99_999)).containsExactly(bytes[99_999]);
    }

    @Test
    void readsNoBytesAtOrAfterTheEnd() throws IOException {
        files().write(key, random(10));
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
        files().write(key, random(10));
        files().write(key, random(5));
        assertThat(read(key, 0)).isEqualTo(random(5));
    }

    @Test
    void doesNotFollowAChangeOfTheArrayItWrote() throws IOException {
        byte[] bytes = random(10);
        files().write(key, bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(read(key, 0)).isEqualTo(random(10));
    }

    @Test
    void knowsEveryArchiveOfWhichThereIsAnything() {
        files().write(key, random(10));
        storage().begin(ArchiveKeys.volume(earlier, PLAN, 1));

        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrder(archive.id(), earlier.id());
        assertThat(files().archives(new GroupId("3"), user)).isEmpty();
    }

    @Test
    void knowsMoreArchivesThanOneRequestLists() {
        List<ArchiveId> many = IntStream.rangeClosed(1, 1_005)
                .mapToObj(number -> new ArchiveId("%024x".formatted(number)))
                .toList();
        many.forEach(id ->
                files().write(new ObjectKey(ArchiveKeys.prefix(archive.group(), user, id) + "x"), new byte[1]));

        assertThat(files().archives(archive.group(), user)).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void removesAnArchiveAndNoOther() {
        ArchiveObjects current = fill(archive);
        ArchiveObjects old = fill(earlier);

        remove(earlier);

        assertThat(current.left()).isEqualTo(ALL);
        assertThat(old.left()).isEmpty();
        assertThat(files().archives(archive.group(), user)).containsExactly(archive.id());
    }

    @Test
    void leavesToOthersWhatTheyHave() {
        ArchiveObjects own = fill(archive);
        String name = user.value();
        List<Archive> others = Stream.of(
                        of("1", name + "0"),
                        of("1", name.substring(0, name.length() - 1)),
                        of("1", "x" + name),
                        of("2", name),
                        of("11", name))
                .toList();
        List<ArchiveObjects> theirs = others.stream().map(this::fill).toList();

        remove(archive);

        assertThat(own.left()).isEmpty();
        assertThat(theirs).allSatisfy(other -> assertThat(other.left()).isEqualTo(ALL));
        assertThat(files().archives(archive.group(), user)).isEmpty();
    }

    @Test
    void removesTwiceAndWhereNothingIs() {
        ArchiveObjects current = fill(archive);
        fill(earlier);

        remove(earlier);
        remove(earlier);
        files().remove(new GroupId("3"), user, archive.id());

        assertThat(current.left()).isEqualTo(ALL);
    }

    @Test
    void removesMoreObjectsThanOneRequestTakes() {
        List<ObjectKey> keys = IntStream.rangeClosed(1, 1_005)
                .mapToObj(number -> ArchiveKeys.plan(earlier, PLAN, number))
                .toList();
        keys.forEach(each -> files().write(each, new byte[1]));
        files().write(key, new byte[1]);

        remove(earlier);

        assertThat(keys).noneMatch(each -> files().read(each, 0).isPresent());
        assertThat(files().read(key, 0)).isPresent();
    }

    @Test
    void endsMoreUploadsThanOneRequestLists() {
        ObjectKey volume = ArchiveKeys.volume(earlier, PLAN, 1);
        List<UploadId> uploads = IntStream.rangeClosed(1, 1_005)
                .mapToObj(number -> storage().begin(volume))
                .toList();

        remove(earlier);

        assertThat(uploads).noneMatch(upload -> storage().parts(volume, upload).isPresent());
    }

    private void remove(Archive removed) {
        files().remove(removed.group(), removed.user(), removed.id());
    }

    private ArchiveObjects fill(Archive filled) {
        return new ArchiveObjects(files(), storage(), filled);
    }

    private static Archive of(String group, String user) {
        Archive own = SampleArchives.fresh(new UserId(user));
        return new Archive(
                own.user(),
                own.id(),
                new GroupId(group),
                own.password(),
                own.gallery(),
                own.state(),
                own.contents(),
                own.downloads(),
                own.createdAt(),
                own.cleanAt(),
                own.version());
    }

    private byte[] read(ObjectKey object, long offset) throws IOException {
        try (InputStream stream = files().read(object, offset).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
