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
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.secret.SecretSealer.SecretPurpose;

class BuildArchiveFunctionTest {
    private final Functions functions = new Functions();

    @TempDir
    private Path folder;

    @Test
    void putsEveryItemIntoAVolumeThatOpens() throws Exception {
        for (int number = 1; number <= 12; number++) {
            functions.addPhoto(number, 3_000 + number);
        }
        functions.requestPlanned(Functions.USER);
        functions.buildAll();

        Map<String, byte[]> files = Stories.opened(functions, folder);

        for (int number = 1; number <= 12; number++) {
            assertThat(files).containsEntry(path(number), Functions.content(number, 3_000 + number));
        }
        assertThat(files)
                .containsKeys("README.txt", "items-1.csv")
                .hasSize(13 + Stories.volumes(functions.view()).size());
        Stories.requireDigests(functions, functions.view());
        assertThat(Stories.volumes(functions.view()))
                .allSatisfy(volume -> assertThat(functions.download(volume).orElseThrow())
                        .hasSize(volume.path("bytes").intValue()));
    }

    /** Strangers' objects may lie beside it by the million. */
    @Test
    void asksForEachObjectThatLiesOutsideTheUsersFolder() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        functions.observe(calls::add);
        functions.addPhoto(1, 3_000);
        functions.addPhoto(2, 3_000, "2/u1/2021/b");
        functions.addPhoto(3, 3_000, "1/u2/c");
        functions.addPhoto(7, 3_000, "ab/cd/shared");
        functions.addPhoto(4, 3_000, "ab/cd/shared");
        functions.addPhoto(5, 3_000, "u1");
        functions.bytes.put(new ObjectKey("ab/cd/shared.jpg"), Functions.content(9, 10));
        functions.bytes.remove(functions.addPhoto(6, 3_000, "1/u10/gone").key());
        functions.requestPlanned(Functions.USER);
        List<String> ofThePlan = calls.stream()
                .filter(call -> call.matches("GalleryObjects\\.(list|find)"))
                .toList();

        functions.buildAll();

        assertThat(ofThePlan)
                .containsExactlyInAnyOrder(
                        "GalleryObjects.list",
                        "GalleryObjects.list",
                        "GalleryObjects.find",
                        "GalleryObjects.find",
                        "GalleryObjects.find",
                        "GalleryObjects.find");
        Map<String, byte[]> files = Stories.opened(functions, folder);
        for (int number = 1; number <= 5; number++) {
            assertThat(files).containsEntry(path(number), Functions.content(number, 3_000));
        }
        assertThat(files).containsEntry(path(7), Functions.content(4, 3_000));
        assertThat(functions.view().path("leftOut").intValue()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatChangedOutsideTheUsersFolder() throws Exception {
        Item changed = functions.addPhoto(1, 4_000, "ab/cd/1");
        Item gone = functions.addPhoto(2, 4_000, "ab/cd/2");
        functions.addPhoto(3, 4_000, "ab/cd/3");
        functions.requestPlanned(Functions.USER);
        whenListed(() -> {
            functions.bytes.put(changed.key(), Functions.content(9, 4_000));
            functions.bytes.remove(gone.key());
        });

        functions.buildAll();

        assertThat(functions.view().path("leftOut").intValue()).isEqualTo(2);
        assertThat(Stories.opened(functions, folder))
                .containsEntry(path(3), Functions.content(3, 4_000))
                .doesNotContainKeys(path(1), path(2));
    }

    @Test
    void readsEachSectionOnceAndSendsEachPartOnce() {
        Stories.ask(functions);

        functions.buildAll();

        long parts = functions.archives.listVolumes(functions.archive()).stream()
                .mapToLong(volume -> Math.ceilDiv(volume.bytes(), (long) Functions.PART_BYTES))
                .sum();
        assertThat(functions.objects.opened()).isEqualTo(8 * 4_000 / (Functions.PART_BYTES / 2));
        assertThat(functions.bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD))
                .isEqualTo(parts);
        assertThat(functions.bucket.counted(InMemoryArchiveBucket.Operation.COMPLETE))
                .isEqualTo(2);
    }

    @Test
    void leavesOutAndListsItemsThatChangedOrAreGone() throws Exception {
        Item changed = functions.addPhoto(1, 4_000);
        Item gone = functions.addPhoto(2, 4_000);
        Item longer = functions.addPhoto(3, 4_000);
        functions.addPhoto(4, 4_000);
        functions.requestPlanned(Functions.USER);
        whenListed(() -> {
            functions.bytes.put(changed.key(), Functions.content(9, 4_000));
            functions.bytes.remove(gone.key());
            functions.bytes.put(longer.key(), Functions.content(3, 4_001));
        });

        functions.buildAll();

        Map<String, byte[]> files = Stories.opened(functions, folder);
        JsonNode view = functions.view();
        assertThat(view.path("leftOut").intValue()).isEqualTo(3);
        assertThat(view.path("message").textValue()).contains("lacks 3 of your items");
        assertThat(view.path("code").textValue()).isEqualTo("ready-without-some");
        assertThat(view.path("download").path("volumes").get(0).path("examples").findValuesAsText("name"))
                .containsExactlyInAnyOrder("photo-1.jpg", "photo-2.jpg", "photo-3.jpg");
        assertThat(files).containsEntry(path(4), Functions.content(4, 4_000)).doesNotContainKey(path(1));
        assertThat(new String(files.get("left-out-1.csv"), StandardCharsets.UTF_8))
                .contains("photo-1.jpg", "photo-2.jpg", "photo-3.jpg")
                .doesNotContain("photo-4.jpg");
        assertThat(functions.bucket.unfinished()).isEmpty();
    }

    /** What is half read cannot be taken back from a file that is written in one pass. */
    @Test
    void beginsAgainWithoutAnItemThatChangesWhileItIsRead() throws Exception {
        Item changed = functions.addPhoto(1, 4_000);
        functions.addPhoto(2, 4_000);
        functions.requestPlanned(Functions.USER);
        AtomicInteger opened = new AtomicInteger();
        functions.before("GalleryObjects.open", () -> {
            if (opened.incrementAndGet() == 3) {
                functions.bytes.put(changed.key(), Functions.content(9, 4_000));
            }
        });

        functions.buildAll();

        assertThat(functions
                        .archives
                        .listVolumes(functions.archive())
                        .getFirst()
                        .attempt())
                .isEqualTo(2);
        assertThat(functions.view().path("leftOut").intValue()).isEqualTo(1);
        assertThat(Stories.opened(functions, folder))
                .containsEntry(path(2), Functions.content(2, 4_000))
                .doesNotContainKey(path(1));
        assertThat(functions.bucket.unfinished()).isEmpty();
    }

    @Test
    void countsAnItemWithoutARowAsLeftOut() {
        functions.addPhoto(1, 4_000);
        Item removed = functions.addPhoto(2, 4_000);
        functions.addPhoto(3, 4_000);
        functions.requestPlanned(Functions.USER);
        functions.index.remove(Functions.USER, removed.id());

        functions.buildAll();

        assertThat(functions.view().path("leftOut").intValue()).isEqualTo(1);
        assertThat(functions
                        .archives
                        .listVolumes(functions.archive())
                        .getFirst()
                        .items())
                .isEqualTo(2);
    }

    /** Two workers at once build two objects, and the row says which one counts. */
    @Test
    void leavesTheVolumeToTheWorkerThatTookItLast() {
        Stories.ask(functions);
        AtomicInteger uploads = new AtomicInteger();
        functions.before("VolumeStorage.upload", () -> {
            if (uploads.incrementAndGet() == 3) {
                functions.clock.advance(VolumeRules.LEASE);
                functions.use(functions.ports);
                functions.sweep();
                functions.buildAll();
            }
        });

        functions.buildOnce();

        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("ready");
        assertThat(functions.archives.listVolumes(functions.archive()))
                .extracting(Volume::attempt)
                .containsExactlyInAnyOrder(1, 2);
        Stories.requireDigests(functions, view);
        assertThat(functions.bucket.unfinished()).isEmpty();
    }

    @Test
    void buildsNothingForASecondDeliveryOfAMessage() {
        Stories.ask(functions);
        String[] bodies = functions.queue.bodies().toArray(String[]::new);
        functions.buildAll();
        long sent = functions.bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD);

        assertThat(functions.build(bodies).batchItemFailures()).isEmpty();

        assertThat(functions.bucket.counted(InMemoryArchiveBucket.Operation.UPLOAD))
                .isEqualTo(sent);
        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void pausesAfterASetbackAndContinues() {
        Stories.ask(functions);
        AtomicInteger uploads = new AtomicInteger();
        functions.before("VolumeStorage.upload", () -> {
            if (uploads.incrementAndGet() == 4) {
                throw new RetryableFailure("slow down");
            }
        });

        functions.buildAll();
        assertThat(functions.state()).isEqualTo("building");
        assertThat(functions.queue.size()).isZero();

        functions.clock.advance(Duration.ofMinutes(1));
        functions.sweep();
        functions.buildAll();
        assertThat(functions.state()).isEqualTo("ready");
    }

    @Test
    void givesUpAfterTooManySetbacks() {
        Stories.ask(functions);
        functions.fail("VolumeStorage.upload", new RetryableFailure("slow down"));

        for (int hour = 0; hour < 12; hour++) {
            functions.buildAll();
            functions.clock.advance(Duration.ofHours(1));
            functions.sweep();
        }
        functions.buildAll();

        JsonNode view = functions.view();
        assertThat(view.path("state").textValue()).isEqualTo("gave-up");
        assertThat(view.path("message").textValue()).contains("you can ask for a new one");
        assertThat(view.path("code").textValue()).isEqualTo("gave-up");
        assertThat(functions.archive().password()).isEmpty();
    }

    @Test
    void givesUpAtOnceAfterAPermanentFailure() {
        Stories.ask(functions);
        functions.fail("VolumeStorage.begin", new PermanentFailure("no permission"));

        functions.buildAll();

        assertThat(functions.state()).isEqualTo("gave-up");
        assertThat(functions.requestPlanned(Functions.USER).statusCode()).isEqualTo(201);
    }

    @Test
    void keepsThePasswordOutOfMessagesAndText() {
        Stories.ask(functions);
        String password = functions
                .sealer
                .open(
                        Functions.USER,
                        SecretPurpose.ARCHIVE_PASSWORD,
                        functions.archive().password().orElseThrow())
                .reveal();

        assertThat(functions.queue.bodies()).isNotEmpty().noneMatch(body -> body.contains(password));
        assertThat(functions.archive().toString()).doesNotContain(password);
    }

    @Test
    void putsItemsWithoutAnAlbumIntoAFolderOfTheirOwn() throws Exception {
        functions.addPhoto(Functions.USER, 1, "alone.jpg", Optional.empty(), Functions.content(1, 100));
        functions.requestPlanned(Functions.USER);
        functions.buildAll();

        assertThat(Stories.opened(functions, folder).keySet()).anyMatch(name -> name.endsWith("alone.jpg"));
    }

    /** Something happens once between the listing of a volume's items and their reading. */
    private void whenListed(Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        functions.before("GalleryObjects.open", () -> {
            if (!happened.getAndSet(true)) {
                happening.run();
            }
        });
    }

    private static String path(int number) {
        return "Summer/photo-" + number + ".jpg";
    }
}
