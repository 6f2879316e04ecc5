package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.TransferStatus.Share;

class VerificationTest {
    private static final GalleryItem PHOTO = item(0, new byte[] {1});
    private static final GalleryItem SAME_PHOTO = item(1, new byte[] {1});
    private static final GalleryItem OTHER_PHOTO = item(2, new byte[] {2, 2});
    private static final GalleryItem EMPTY = item(3, new byte[0]);
    private static final List<GalleryItem> ITEMS = List.of(PHOTO, SAME_PHOTO, OTHER_PHOTO, EMPTY);
    private static final Share ALL_ITEMS = new Share(4, 2, 1, 1, 0, 0);
    private static final Share ALL_BYTES = new Share(4, 3, 1, 0, 0, 0);
    private static final TransferStatus FINISHED = status("FINISHED", ALL_ITEMS, ALL_BYTES);
    private static final List<ListedFailure> EMPTY_FAILED =
            List.of(new ListedFailure(EMPTY.itemId(), EMPTY.name(), 0, "EMPTY", "The file is empty."));

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
                        "Google holds 1 items twice.", "Google holds 1 items that no item of the gallery equals.");
    }

    @Test
    void wantsExactlyTheExpectedFailuresEachWithAReason() throws IOException {
        List<ListedFailure> other = List.of(new ListedFailure(PHOTO.itemId(), PHOTO.name(), 1, "REFUSED", " "));

        assertThat(complaints(FINISHED, other, held(PHOTO, OTHER_PHOTO)))
                .containsExactly(
                        "The items [00000004] should have failed, and [00000001] did.",
                        "Item 00000001 failed without a reason.");
        assertThat(complaints(FINISHED, List.of(), held(PHOTO, OTHER_PHOTO)))
                .contains("0 items are listed as failed, and 1 are counted.");
    }

    @Test
    void wantsCountsThatAddUpToTheGallery() throws IOException {
        TransferStatus unfinished = status("STOPPED", new Share(5, 2, 1, 1, 0, 0), ALL_BYTES);

        assertThat(complaints(unfinished, EMPTY_FAILED, held(PHOTO, OTHER_PHOTO)))
                .hasSize(3)
                .anyMatch(complaint -> complaint.startsWith("The transfer ended as STOPPED"))
                .anyMatch(complaint -> complaint.startsWith("The gallery has 4 items"))
                .anyMatch(complaint -> complaint.startsWith("The counts of items do not add up"));
    }

    @Test
    void refusesMoreDoneItemsThanCanArrive() throws IOException {
        TransferStatus generous = status("FINISHED", new Share(4, 3, 0, 1, 0, 0), ALL_BYTES);

        assertThat(complaints(generous, EMPTY_FAILED, held(PHOTO, OTHER_PHOTO)))
                .containsExactly("3 items are counted as done, and only 2 different ones can arrive.");
    }

    private static List<String> complaints(TransferStatus status, List<ListedFailure> failures, List<String> held)
            throws IOException {
        return new Verification(() -> ITEMS, EMPTY::equals).complaints(status, failures, held);
    }

    private static List<String> held(GalleryItem... items) throws IOException {
        List<String> held = new ArrayList<>();
        for (GalleryItem item : items) {
            held.add(item.content().digest("SHA-256"));
        }
        return held;
    }

    private static TransferStatus status(String state, Share items, Share bytes) {
        return new TransferStatus(state, "", items, bytes, Optional.empty(), Optional.empty());
    }

    private static GalleryItem item(int index, byte[] bytes) {
        return new GalleryItem(
                GalleryItem.idOf(index),
                (index + 1) + ".jpg",
                Optional.empty(),
                Instant.EPOCH,
                Content.inMemory(bytes));
    }
}
