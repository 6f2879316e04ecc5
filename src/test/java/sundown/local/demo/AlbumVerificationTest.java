package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.TransferStatus.AlbumCounts;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.google.StandInAccount.AlbumHolding;
import sundown.local.google.StandInAccount.Holding;

class AlbumVerificationTest {
    private static final Album GOA = new Album("Goa", false);
    private static final Album FOOD = new Album("Food", false);
    private static final Album HIDDEN = new Album("Hidden", true);
    private static final GalleryItem IN_TWO = item(0, GOA, FOOD);
    private static final GalleryItem IN_GOA = item(1, GOA);
    private static final GalleryItem IN_NONE = item(2);
    private static final List<GalleryItem> ITEMS = List.of(IN_TWO, IN_GOA, IN_NONE, item(3, HIDDEN, GOA));
    private static final AlbumCounts TWO = new AlbumCounts(2, 0, 0);
    private static final AlbumHolding WHOLE_GOA = album("Goa", IN_TWO, IN_GOA);
    private static final AlbumHolding WHOLE_FOOD = album("Food", IN_TWO);

    @Test
    void isContentWhenEachItemIsInItsAlbumsAndInNoOther() {
        assertThat(complaints(TWO, WHOLE_GOA, WHOLE_FOOD)).isEmpty();
    }

    @Test
    void missesAnItemInAnAlbumUnlessTheTransferHasCountedIt() {
        assertThat(complaints(TWO, album("Goa", IN_TWO), WHOLE_FOOD))
                .containsExactly("Google lacks items in their albums, of which the transfer counted 0: 00000002 (1.jpg)"
                        + " in Goa.");
        assertThat(complaints(new AlbumCounts(2, 0, 1), album("Goa", IN_TWO), WHOLE_FOOD))
                .isEmpty();
    }

    @Test
    void seesAnItemInAnAlbumOfOthers() {
        assertThat(complaints(TWO, WHOLE_GOA, album("Food", IN_TWO, IN_NONE)))
                .containsExactly("Google has items in albums of others: 00000003 (2.jpg) in Food.");
    }

    @Test
    void seesATitleThatTellsOfAPrivateAlbumOrOfNone() {
        AlbumCounts three = new AlbumCounts(3, 0, 0);

        assertThat(complaints(three, WHOLE_GOA, WHOLE_FOOD, album("Hidden")))
                .containsExactly("Google has an album with the title of a private one: Hidden.");
        assertThat(complaints(three, WHOLE_GOA, WHOLE_FOOD, album("Zoo")))
                .containsExactly("Google has an album that no item that moves is in: Zoo.");
    }

    @Test
    void takesAnAlbumThatContinuesAFullOne() {
        assertThat(complaints(new AlbumCounts(3, 0, 0), album("Goa", IN_TWO), album("Goa (2)", IN_GOA), WHOLE_FOOD))
                .isEmpty();
    }

    @Test
    void wantsAsManyAlbumsAsTheTransferCounted() {
        assertThat(complaints(TWO, WHOLE_GOA, WHOLE_FOOD, album("Food")))
                .containsExactly("Google has 3 albums, and the transfer counted 2, and 0 without an answer.");
        assertThat(complaints(new AlbumCounts(2, 1, 0), WHOLE_GOA, WHOLE_FOOD, album("Food")))
                .isEmpty();
    }

    private static List<String> complaints(AlbumCounts counted, AlbumHolding... held) {
        Map<GalleryItem, Holding> arrived =
                Map.of(IN_TWO, holding(IN_TWO), IN_GOA, holding(IN_GOA), IN_NONE, holding(IN_NONE));
        return new AlbumVerification(() -> ITEMS, arrived, List.of(held), counted).complaints();
    }

    private static AlbumHolding album(String title, GalleryItem... items) {
        return new AlbumHolding(
                "album",
                title,
                Set.of(items).stream().map(AlbumVerificationTest::holding).toList());
    }

    private static Holding holding(GalleryItem item) {
        return new Holding(item.itemId(), item.name(), "image/jpeg", 1, "", "", Optional.empty());
    }

    private static GalleryItem item(int index, Album... albums) {
        return new GalleryItem(
                GalleryItem.idOf(index), index + ".jpg", Set.of(albums), Instant.EPOCH, Content.inMemory(new byte[] {
                    (byte) index
                }));
    }
}
