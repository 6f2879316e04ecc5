package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Volume.VolumeState;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.secret.SecretSealer.SecretPurpose;

class BuildArchiveFunctionTest extends Functions {
    @TempDir
    private Path folder;

    @Test
    void putsEveryItemIntoAVolumeThatOpens() throws Exception {
        for (int number = 1; number <= 12; number++) {
            addPhoto(number, 3_000 + number);
        }
        requestPlanned(USER);
        buildAll();

        Map<String, byte[]> files = opened(folder);

        for (int number = 1; number <= 12; number++) {
            assertThat(files).containsEntry(path(number), content(number, 3_000 + number));
        }
        assertThat(files)
                .containsKeys("README.txt", "items-1.csv")
                .hasSize(13 + volumes(view()).size());
        requireDigests(view());
        assertThat(volumes(view()))
                .allSatisfy(volume -> assertThat(download(volume).orElseThrow())
                        .hasSize(volume.path("bytes").intValue()));
    }

    /** Strangers' objects may lie beside it by the million. */
    @Test
    void asksForEachObjectThatLiesOutsideTheUsersFolder() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        observe(calls::add);
        addPhoto(1, 3_000);
        addPhoto(2, 3_000, "2/u1/2021/b");
        addPhoto(3, 3_000, "1/u2/c");
        addPhoto(7, 3_000, "ab/cd/shared");
        addPhoto(4, 3_000, "ab/cd/shared");
        addPhoto(5, 3_000, "u1");
        bytes.put(new ObjectKey("ab/cd/shared.jpg"), content(9, 10));
        bytes.remove(addPhoto(6, 3_000, "1/u10/gone").key());
        requestPlanned(USER);
        List<String> ofThePlan = calls.stream()
                .filter(call -> call.matches("GalleryObjects\\.(list|find)"))
                .toList();

        buildAll();

        assertThat(ofThePlan)
                .containsExactlyInAnyOrder(
                        "GalleryObjects.list",
                        "GalleryObjects.list",
                        "GalleryObjects.find",
                        "GalleryObjects.find",
                        "GalleryObjects.find",
                        "GalleryObjects.find");
        Map<String, byte[]> files = opened(folder);
        for (int number = 1; number <= 5; number++) {
            assertThat(files).containsEntry(path(number), content(number, 3_000));
        }
        assertThat(files).containsEntry(path(7), content(4, 3_000));
        assertThat(view().path("leftOut").intValue()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatChangedOutsideTheUsersFolder() throws Exception {
        Item changed = addPhoto(1, 4_000, "ab/cd/1");
        Item gone = addPhoto(2, 4_000, "ab/cd/2");
        addPhoto(3, 4_000, "ab/cd/3");
        requestPlanned(USER);
        whenListed(() -> {
            bytes.put(changed.key(), content(9, 4_000));
            bytes.remove(gone.key());
        });

        buildAll();

        assertThat(view().path("leftOut").intValue()).isEqualTo(2);
        assertThat(opened(folder)).containsEntry(path(3), content(3, 4_000)).doesNotContainKeys(path(1), path(2));
    }

    @Test
    void readsEachSectionOnceAndSendsEachPartOnce() {
        ask();

        buildAll();

        long parts = archives.listVolumes(archive()).stream()
                .mapToLong(volume -> Math.ceilDiv(volume.bytes(), (long) PART_BYTES))
                .sum();
        assertThat(objects.opened()).isEqualTo(8 * 4_000 / (PART_BYTES / 8));
        assertThat(bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD)).isEqualTo(parts);
        assertThat(bucket.counted(InMemoryArchiveBucket.Operation.COMPLETE)).isEqualTo(2);
    }

    @Test
    void leavesOutAndListsItemsThatChangedOrAreGone() throws Exception {
        Item changed = addPhoto(1, 4_000);
        Item gone = addPhoto(2, 4_000);
        Item longer = addPhoto(3, 4_000);
        addPhoto(4, 4_000);
        requestPlanned(USER);
        whenListed(() -> {
            bytes.put(changed.key(), content(9, 4_000));
            bytes.remove(gone.key());
            bytes.put(longer.key(), content(3, 4_001));
        });

        buildAll();

        Map<String, byte[]> files = opened(folder);
        JsonNode view = view();
        assertThat(view.path("leftOut").intValue()).isEqualTo(3);
        assertThat(view.path("message").textValue()).contains("lacks 3 of your items");
        assertThat(view.path("code").textValue()).isEqualTo("ready-without-some");
        assertThat(view.path("download").path("volumes").get(0).path("examples").findValuesAsText("name"))
                .containsExactlyInAnyOrder("photo-1.jpg", "photo-2.jpg", "photo-3.jpg");
        assertThat(files).containsEntry(path(4), content(4, 4_000)).doesNotContainKey(path(1));
        assertThat(new String(files.get("left-out-1.csv"), StandardCharsets.UTF_8))
                .contains("photo-1.jpg", "photo-2.jpg", "photo-3.jpg")
                .doesNotContain("photo-4.jpg");
        assertThat(bucket.unfinished()).isEmpty();
    }

    /** What is half read cannot be taken back from a file that is written in one pass. */
    @Test
    void beginsAgainWithoutAnItemThatChangesWhileItIsRead() throws Exception {
        Item changed = addPhoto(1, 4_000);
        addPhoto(2, 4_000);
        requestPlanned(USER);
        AtomicInteger opened = new AtomicInteger();
        before("GalleryObjects.open", () -> {
            if (opened.incrementAndGet() == 3) {
                bytes.put(changed.key(), content(9, 4_000));
            }
        });

        buildAll();

        assertThat(archives.listVolumes(archive()).getFirst().attempt()).isEqualTo(2);
        assertThat(view().path("leftOut").intValue()).isEqualTo(1);
        assertThat(opened(folder)).containsEntry(path(2), content(2, 4_000)).doesNotContainKey(path(1));
        assertThat(bucket.unfinished()).isEmpty();
    }

    @Test
    void countsAnItemWithoutARowAsLeftOut() {
        addPhoto(1, 4_000);
        Item removed = addPhoto(2, 4_000);
        addPhoto(3, 4_000);
        requestPlanned(USER);
        index.remove(USER, removed.id());

        buildAll();

        assertThat(view().path("leftOut").intValue()).isEqualTo(1);
        assertThat(archives.listVolumes(archive()).getFirst().items()).isEqualTo(2);
    }

    /** Two workers at once build two objects, and the row says which one counts. */
    @Test
    void leavesTheVolumeToTheWorkerThatTookItLast() {
        ask();
        AtomicInteger uploads = new AtomicInteger();
        before("VolumeStorage.upload", () -> {
            if (uploads.incrementAndGet() == 3) {
                clock.advance(VolumeRules.LEASE);
                use(ports);
                sweep();
                buildAll();
            }
        });

        buildOnce();

        JsonNode view = view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(archives.listVolumes(archive())).extracting(Volume::attempt).containsExactlyInAnyOrder(1, 2);
        requireDigests(view);
        assertThat(bucket.unfinished()).isEmpty();
    }

    /** A check of the other worker, which has not seen the last volume, is saved first. */
    @Test
    void makesTheArchiveReadyThoughAnotherCheckIsSavedBetweenTheLastVolumesAndIt() {
        ask();
        AtomicBoolean saved = new AtomicBoolean();
        before("ArchiveStore.save", () -> {
            Archive archive = archive();
            if (archive.state() instanceof ArchiveState.Building building
                    && archives.listVolumes(archive).stream().allMatch(BuildArchiveFunctionTest::isDone)
                    && saved.compareAndSet(false, true)) {
                archives.save(archive.withState(new ArchiveState.Building(
                        building.since(), building.checkAt().plusSeconds(1))));
            }
        });

        buildAll();

        assertThat(saved).isTrue();
        assertThat(state()).isEqualTo("ready");
    }

    private static boolean isDone(Volume volume) {
        return volume.state() instanceof VolumeState.Done;
    }

    @Test
    void buildsNothingForASecondDeliveryOfAMessage() {
        ask();
        String[] bodies = queue.bodies().toArray(String[]::new);
        buildAll();
        long sent = bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD);

        assertThat(build(bodies).batchItemFailures()).isEmpty();

        assertThat(bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD)).isEqualTo(sent);
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void pausesAfterASetbackAndContinues() {
        ask();
        AtomicInteger uploads = new AtomicInteger();
        before("VolumeStorage.upload", () -> {
            if (uploads.incrementAndGet() == 4) {
                throw new RetryableFailure("slow down");
            }
        });

        buildAll();
        assertThat(state()).isEqualTo("building");
        assertThat(queue.size()).isZero();

        clock.advance(Duration.ofMinutes(1));
        sweep();
        buildAll();
        assertThat(state()).isEqualTo("ready");
    }

    @Test
    void givesUpAfterTooManySetbacks() {
        ask();
        fail("VolumeStorage.upload", new RetryableFailure("slow down"));

        for (int hour = 0; hour < 12; hour++) {
            buildAll();
            clock.advance(Duration.ofHours(1));
            sweep();
        }
        buildAll();

        JsonNode view = view();
        assertThat(view.path("state").textValue()).isEqualTo("gave-up");
        assertThat(view.path("message").textValue()).contains("you can ask for a new one");
        assertThat(view.path("code").textValue()).isEqualTo("gave-up");
        assertThat(archive().password()).isEmpty();
    }

    @Test
    void givesUpAtOnceAfterAPermanentFailure() {
        ask();
        fail("VolumeStorage.begin", new PermanentFailure("no permission"));

        buildAll();

        assertThat(state()).isEqualTo("gave-up");
        assertThat(requestPlanned(USER).statusCode()).isEqualTo(201);
    }

    @Test
    void keepsThePasswordOutOfMessagesAndText() {
        ask();
        String password = sealer.open(
                        USER,
                        SecretPurpose.ARCHIVE_PASSWORD,
                        archive().password().orElseThrow())
                .reveal();

        assertThat(queue.bodies()).isNotEmpty().noneMatch(body -> body.contains(password));
        assertThat(archive().toString()).doesNotContain(password);
    }

    @Test
    void putsItemsWithoutAnAlbumIntoAFolderOfTheirOwn() throws Exception {
        addPhoto(USER, 1, "alone.jpg", Optional.empty(), content(1, 100));
        requestPlanned(USER);
        buildAll();

        assertThat(opened(folder).keySet()).anyMatch(name -> name.endsWith("alone.jpg"));
    }

    /** Something happens once between the listing of a volume's items and their reading. */
    private void whenListed(Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        before("GalleryObjects.open", () -> {
            if (!happened.getAndSet(true)) {
                happening.run();
            }
        });
    }

    private static String path(int number) {
        return "Summer/photo-" + number + ".jpg";
    }
}
