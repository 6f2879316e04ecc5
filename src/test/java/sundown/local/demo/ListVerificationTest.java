package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.ListedItem;
import sundown.local.demo.app.TransferStatus.Tally;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.google.StandInAccount.Holding;

class ListVerificationTest {
    private static final Tally NONE = new Tally(0, 0);
    private static final Counts COUNTS =
            new Counts(new Tally(3, 30), new Tally(1, 10), new Tally(1, 10), new Tally(1, 10), NONE, NONE);
    private static final JsonNode MOVED = Json.read("{\"years\":[{\"year\":2019,\"items\":1},{\"items\":1}]}");
    private static final String LINK = "https://photos.google.com/lr/photo/";

    private final ListVerification verification = new ListVerification(
            Map.of(
                    item("a"), new Holding("m-a", "a.jpg", "image/jpeg", 10, "", "", Optional.empty()),
                    item("b"), new Holding("m-b", "b.jpg", "image/jpeg", 10, "", "", Optional.empty())),
            COUNTS);

    @Test
    void hasNothingAgainstATrueList() {
        assertThat(verification.complaints(list(LINK + "m-a"), MOVED)).isEmpty();
    }

    @Test
    void findsALinkToAnotherItem() {
        assertThat(verification.complaints(list(LINK + "m-b"), MOVED))
                .singleElement(STRING)
                .contains("a.jpg");
    }

    @Test
    void findsWhatTheListLacks() {
        assertThat(verification.complaints(list(LINK + "m-a").subList(0, 2), MOVED))
                .singleElement(STRING)
                .contains("0 items that are failed");
    }

    @Test
    void findsYearsThatDoNotAddUp() {
        JsonNode fewer = Json.read("{\"years\":[{\"year\":2019,\"items\":1}]}");
        assertThat(verification.complaints(list(LINK + "m-a"), fewer))
                .singleElement(STRING)
                .contains("1 items by year");
    }

    private static List<ListedItem> list(String link) {
        return List.of(
                new ListedItem("a", "a.jpg", "moved", Optional.of(link)),
                new ListedItem("b", "b.jpg", "already-there", Optional.empty()),
                new ListedItem("c", "c.jpg", "failed", Optional.empty()));
    }

    private static GalleryItem item(String id) {
        return new GalleryItem(id, id + ".jpg", Set.of(), Instant.EPOCH, Content.inMemory(new byte[10]));
    }
}
