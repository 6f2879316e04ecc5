package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.contract.SampleSafety;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Standing;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** A user downloads just what their transfer could not move. */
class FailedItemsTest extends Functions {
    private static final String FAILED = "{\"onlyFailed\": true}";
    private static final String EVERYTHING = "{\"selection\": {}}";
    private static final int ITEMS = 6;

    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        IntStream.rangeClosed(1, ITEMS).forEach(number -> addPhoto(number, 4_000));
    }

    /** A transfer of all items that has finished without these. */
    private Transfer moved(Integer... failed) {
        return save(SampleSafety.moved(USER, Math.max(ITEMS, failed.length), failed.length), failed);
    }

    private Transfer save(Transfer transfer, Integer... failed) {
        long version = transfers.find(USER).map(Transfer::version).orElse(0L);
        Transfer saved =
                transfers.save(Records.with(transfer, "version", version)).orElseThrow();
        transfers.saveFailures(
                saved,
                Arrays.stream(failed)
                        .map(number -> new FailedItem(
                                id(number), "photo-" + number + ".jpg", 4_000, FailureReason.REFUSED, NOW))
                        .toList());
        return saved;
    }

    private static ItemId id(int number) {
        return new ItemId("i%03d".formatted(number));
    }

    private void requestAndBuild(String body) {
        assertThat(request(USER, body).statusCode()).isEqualTo(201);
        buildAll();
    }

    private Set<Integer> photos() throws IOException {
        Set<Integer> photos = new TreeSet<>();
        opened(Files.createDirectory(folder.resolve(archive().id().value()))).keySet().stream()
                .filter(path -> path.endsWith(".jpg"))
                .forEach(path -> photos.add(Integer.valueOf(path.replaceAll("\\D", ""))));
        return photos;
    }

    private void download() {
        volumes(view()).forEach(volume -> confirm(USER, volume.path("number").asText()));
    }

    private Safety safety() {
        return Safety.of(transfers.find(USER), archives.find(USER), Optional.empty());
    }

    @Test
    void hasWhatFailedAndWithTheMoveTheUserHasEverything() throws IOException {
        moved(2, 5);
        requestAndBuild(FAILED);
        JsonNode view = view();

        assertThat(photos()).containsExactly(2, 5);
        assertThat(view.path("onlyFailed").booleanValue()).isTrue();
        assertThat(view.has("choice")).isFalse();
        assertThat(view.path("progress").path("items").intValue()).isEqualTo(2);
        assertThat(safety().missing()).isEqualTo(2);
        download();
        assertThat(safety().standing()).isEqualTo(Standing.MOVED);
        assertThat(safety().missing()).isZero();
    }

    /** A hundred failures are a page: the first and the last of each are among them. */
    @Test
    void hasTheFailuresOfSeveralPages() throws IOException {
        Integer[] failed = IntStream.rangeClosed(7, 256).boxed().toArray(Integer[]::new);
        Arrays.stream(failed).forEach(number -> addPhoto(number, 100));
        moved(failed);
        requestAndBuild(FAILED);

        assertThat(photos()).containsExactly(failed);
    }

    @Test
    void aPlanThatBeginsAgainHasTheSame() throws IOException {
        moved(1, 6);
        AtomicBoolean broken = new AtomicBoolean(true);
        before("GalleryObjects.list", () -> {
            if (broken.getAndSet(false)) {
                throw new RetryableFailure("no answer");
            }
        });
        requestAndBuild(FAILED);
        save(Records.with(SampleSafety.stopped(USER, ITEMS, 0), "id", new TransferId("another1")), 3);
        clock.advance(ArchiveRules.PLANNING);
        sweep();
        buildAll();

        assertThat(photos()).as("also after another transfer").containsExactly(1, 6);
    }

    @Test
    void aVolumeWhoseBuilderDiedHasTheSame() throws IOException {
        moved(2, 3, 4);
        observe(deathAfter(3));
        assertThatExceptionOfType(Death.Died.class).isThrownBy(() -> requestAndBuild(FAILED));
        observe(ObservedPort.Observer.NONE);
        clock.advance(VolumeRules.LEASE);
        sweep();
        buildAll();

        assertThat(archive().state()).isInstanceOf(Archive.ArchiveState.Ready.class);
        assertThat(photos()).containsExactly(2, 3, 4);
    }

    @Test
    void hasWhatIsPrivateOrInTheTrashAndNotWhatLeftTheGallery() throws IOException {
        addPhoto(11, Set.of("Summer"), new Marks(Optional.of(true), Optional.empty(), Optional.empty()));
        addPhoto(12, Set.of("Summer"), new Marks(Optional.empty(), Optional.of(NOW), Optional.empty()));
        moved(1, 2, 11, 12);
        index.remove(USER, id(2));
        requestAndBuild(FAILED);

        assertThat(photos()).containsExactly(1, 11, 12);
        assertThat(volumes(view()).getLast().path("private").booleanValue()).isTrue();
        download();
        assertThat(safety().standing()).isEqualTo(Standing.MOVED);
    }

    @Test
    void aRepeatedRequestIsAnsweredWithTheArchive() {
        moved(2);
        requestAndBuild(FAILED);
        download();

        assertThat(request(USER, FAILED).statusCode()).isEqualTo(200);
    }

    @Test
    void whatFailsLaterIsInTheNextArchive() throws IOException {
        moved(2);
        requestAndBuild(FAILED);
        download();
        save(SampleSafety.moved(USER, ITEMS, 2), 2, 4);
        requestAndBuild(FAILED);

        assertThat(photos()).containsExactly(2, 4);
    }

    @Test
    void anArchiveOfEverythingThatWasDownloadedHasWhatFailed() {
        moved(2);
        requestAndBuild(null);
        assertThat(request(USER, FAILED).statusCode()).as("before the download").isEqualTo(200);
        download();

        assertThat(request(USER, FAILED).statusCode()).isEqualTo(200);
        assertThat(archive().chosen()).isEqualTo(Archive.Chosen.ALL);
        assertThat(safety().standing()).isEqualTo(Standing.DOWNLOADED);
    }

    @Test
    void afterAPartOfTheGalleryWhatFailedReplacesIt() throws IOException {
        addPhoto(20, 100);
        moved(1, 20);
        requestAndBuild("{\"selection\": {\"years\": [2023]}}");
        download();
        requestAndBuild(FAILED);

        assertThat(photos()).containsExactly(1, 20);
    }

    @Test
    void everythingCanBeDownloadedAfterwards() throws IOException {
        moved(2);
        requestAndBuild(FAILED);
        download();
        requestAndBuild(EVERYTHING);

        assertThat(photos()).containsExactly(1, 2, 3, 4, 5, 6);
        download();
        assertThat(safety().standing()).isEqualTo(Standing.DOWNLOADED);
    }

    @Test
    void refusesWhereNothingFailed() {
        assertThat(Problems.typeOf(request(USER, FAILED))).as("no transfer").isEqualTo("no-failed-items");
        moved();
        assertThat(Problems.typeOf(request(USER, FAILED))).isEqualTo("no-failed-items");
        moved(3);
        index.remove(USER, id(3));
        assertThat(Problems.typeOf(request(USER, FAILED)))
                .as("what failed left the gallery")
                .isEqualTo("no-failed-items");
        assertThat(archives.find(USER)).isEmpty();
    }

    @Test
    void refusesUntilTheTransferHasEnded() {
        Transfer running = SampleSafety.moved(USER, ITEMS, 1).withState(new TransferState.Running(NOW));
        save(running, 4);
        assertThat(Problems.typeOf(request(USER, FAILED))).isEqualTo("transfer-under-way");
        save(running.withState(new TransferState.Stopped(NOW)));
        assertThat(request(USER, FAILED).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesASelectionBesideIt() {
        moved(2);
        assertThat(Problems.typeOf(request(USER, "{\"onlyFailed\": true, \"selection\": {}}")))
                .isEqualTo("invalid-request");
        assertThat(request(USER, "{\"onlyFailed\": false, \"selection\": {}}").statusCode())
                .isEqualTo(201);
    }
}
