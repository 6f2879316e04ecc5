package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.demo.gallery.Gallery.GalleryItem.Marks;
import sundown.local.google.StandInAccount.Holding;
import sundown.media.DatedFiles;

class VerificationTest {
    private static final GalleryItem PHOTO = item(0, new byte[] {1});
    private static final GalleryItem SAME_PHOTO = item(1, new byte[] {1});
    private static final GalleryItem OTHER_PHOTO = item(2, new byte[] {2, 2});
    private static final GalleryItem EMPTY = item(3, new byte[0]);
    private static final List<GalleryItem> ITEMS = List.of(PHOTO, SAME_PHOTO, OTHER_PHOTO, EMPTY);
    private static final Tally NONE = new Tally(0, 0);
    private static final Tally ONE = new Tally(1, 1);
    private static final Tally ALL = new Tally(4, 4);
    private static final Tally BOTH_PHOTOS = new Tally(2, 3);
    private static final Tally NO_BYTES = new Tally(1, 0);
    private static final TransferStatus FINISHED =
            status("finished", new Counts(ALL, BOTH_PHOTOS, ONE, NO_BYTES, NONE, NONE));
    private static final List<ListedFailure> EMPTY_FAILED =
            List.of(new ListedFailure(EMPTY.itemId(), "The file is empty."));

    @TempDir
    private Path folder;

    @Test
    void isContentWhenEveryItemIsWhereItBelongs() throws IOException {
        assertThat(complaints(FINISHED, EMPTY_FAILED, held(PHOTO, OTHER_PHOTO))).isEmpty();
    }

    @Test
    void missesAnItemThatGoogleDoesNotHold() throws IOException {
        assertThat(complaints(FINISHED, EMPTY_FAILED, held(PHOTO)))
                .containsExactly("Google does not hold the bytes of 00000003 (3.jpg).");
    }

    @Test
    void seesWhatGoogleHoldsTwiceOrShouldNotHold() throws IOException {
        assertThat(complaints(FINISHED, EMPTY_FAILED, held(PHOTO, PHOTO, OTHER_PHOTO, EMPTY)))
                .containsExactly(
                        "Google holds 1 items twice.", "Google holds 1 items that no item equals that was to move.");
    }

    @Test
    void wantsWhatIsPrivateOrInTheTrashToStay() throws IOException {
        GalleryItem hidden = new GalleryItem(
                GalleryItem.idOf(4),
                "5.jpg",
                Set.of(new Album("Hidden", true)),
                Instant.EPOCH,
                Content.inMemory(new byte[] {5}));
        GalleryItem deleted = item(5, new byte[] {6}).with(new Marks(Optional.of(Instant.EPOCH), Optional.empty()));
        List<GalleryItem> all =
                Stream.concat(ITEMS.stream(), Stream.of(hidden, deleted)).toList();

        assertThat(complaints(all, status("finished", FINISHED.counts(), ONE), held(PHOTO, OTHER_PHOTO)))
                .isEmpty();
        assertThat(complaints(all, FINISHED, held(PHOTO, OTHER_PHOTO, hidden, deleted)))
                .containsExactly(
                        "The gallery has Tally[items=1, bytes=1] that are private, and the transfer left out"
                                + " Tally[items=0, bytes=0].",
                        "Google holds what is private or in the trash: 00000005 (5.jpg), 00000006 (6.jpg).",
                        "Google holds 2 items that no item equals that was to move.");
    }

    @Test
    void wantsTheDateInAFileWithoutOneAndTheEndingThatItsBytesAskFor() throws IOException {
        GalleryItem item = new GalleryItem(
                "1", "none", Set.of(), DatedFiles.TAKEN_AT, Content.inMemory(DatedFiles.file("none.jpg")));
        byte[] dated = DatedFiles.withDate("none.jpg");

        assertThat(complaints(item, "none.jpg", dated)).isEmpty();
        assertThat(complaints(item, "none.png", dated))
                .containsExactly("Google holds 1 (none), which is image/jpeg, under a wrong name.");
        assertThat(complaints(item, "none", dated)).hasSize(1);
        assertThat(complaints(item, "none.jpg", DatedFiles.file("none.jpg")))
                .containsExactly(
                        "Google does not hold the bytes of 1 (none).",
                        "Google holds 1 items that no item equals that was to move.");
    }

    private List<String> complaints(GalleryItem item, String name, byte[] held) throws IOException {
        Tally all = new Tally(1, item.content().bytes());
        Content content = Content.inMemory(held);
        return new Verification(() -> List.of(item), _ -> false, new ExpectedDates("IN"), new DatesTable())
                .complaints(
                        status("finished", new Counts(all, all, NONE, NONE, NONE, NONE)),
                        List.of(),
                        List.of(new Holding(
                                "id",
                                name,
                                "image/jpeg",
                                held.length,
                                content.digest("SHA-256"),
                                content.digest("SHA-1"),
                                Optional.of(Files.write(folder.resolve("held"), held)))));
    }

    @Test
    void wantsExactlyTheExpectedFailuresEachWithAReason() throws IOException {
        List<ListedFailure> other = List.of(new ListedFailure(PHOTO.itemId(), " "));

        assertThat(complaints(FINISHED, other, held(PHOTO, OTHER_PHOTO)))
                .containsExactly(
                        "The items [00000004] should have failed, and [00000001] did.",
                        "Item 00000001 failed without a reason.");
        assertThat(complaints(FINISHED, List.of(), held(PHOTO, OTHER_PHOTO)))
                .contains("0 items are listed as failed, and 1 are counted.");
    }

    @Test
    void wantsCountsThatAddUpToTheGallery() throws IOException {
        TransferStatus unfinished =
                status("stopped", new Counts(new Tally(5, 4), BOTH_PHOTOS, ONE, NO_BYTES, NONE, NONE));

        assertThat(complaints(unfinished, EMPTY_FAILED, held(PHOTO, OTHER_PHOTO)))
                .hasSize(3)
                .anyMatch(complaint -> complaint.startsWith("The transfer is stopped"))
                .anyMatch(complaint -> complaint.startsWith("The gallery has Tally[items=4, bytes=4] to move"))
                .anyMatch(complaint -> complaint.startsWith("The counts do not add up"));
    }

    @Test
    void refusesMoreDoneItemsThanCanArrive() throws IOException {
        TransferStatus generous = status("finished", new Counts(ALL, new Tally(3, 4), NONE, NO_BYTES, NONE, NONE));

        assertThat(complaints(generous, EMPTY_FAILED, held(PHOTO, OTHER_PHOTO)))
                .containsExactly("3 items are counted as done, and only 2 different ones can arrive.");
    }

    private static List<String> complaints(TransferStatus status, List<ListedFailure> failures, List<Holding> held)
            throws IOException {
        return complaints(ITEMS, status, failures, held);
    }

    private static List<String> complaints(List<GalleryItem> items, TransferStatus status, List<Holding> held)
            throws IOException {
        return complaints(items, status, EMPTY_FAILED, held);
    }

    private static List<String> complaints(
            List<GalleryItem> items, TransferStatus status, List<ListedFailure> failures, List<Holding> held)
            throws IOException {
        return new Verification(() -> items, EMPTY::equals, new ExpectedDates("IN"), new DatesTable())
                .complaints(status, failures, held);
    }

    private static List<Holding> held(GalleryItem... items) throws IOException {
        List<Holding> held = new ArrayList<>();
        for (GalleryItem item : items) {
            held.add(new Holding(
                    "id",
                    item.name(),
                    "image/jpeg",
                    item.content().bytes(),
                    item.content().digest("SHA-256"),
                    item.content().digest("SHA-1"),
                    Optional.empty()));
        }
        return held;
    }

    private static TransferStatus status(String state, Counts counts) {
        return status(state, counts, NONE);
    }

    private static TransferStatus status(String state, Counts counts, Tally hidden) {
        return new TransferStatus(
                state, Optional.empty(), "", counts, Optional.empty(), Optional.empty(), Optional.empty(), hidden);
    }

    private static GalleryItem item(int index, byte[] bytes) {
        return new GalleryItem(
                GalleryItem.idOf(index), (index + 1) + ".jpg", Set.of(), Instant.EPOCH, Content.inMemory(bytes));
    }
}
