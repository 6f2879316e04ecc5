package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.runtime.Records;

/** What every gallery index promises. */
public abstract class GalleryIndexContract {
    /** More than DynamoDB reads in one page of 1 MB with 50 of them. */
    private static final int LONG_ALBUM = 30_000;

    /** A user of this test alone. */
    protected final UserId user = new UserId("gallery-" + UUID.randomUUID());

    /** The index under test. */
    protected abstract GalleryIndex index();

    /** Adds an item to the user's gallery as the photo cloud does. */
    protected abstract void put(Item item);

    @Test
    void pagesInTheOrderOfTheIds() {
        List.of("b", "a", "C", "a.1", "a-1", "a_1", "10", "9").forEach(id -> put(item(id, 1)));
        assertThat(ids(index().page(user, Optional.empty(), 3))).containsExactly("10", "9", "C");
        assertThat(ids(index().page(user, Optional.of(new ItemId("C")), 3))).containsExactly("a", "a-1", "a.1");
        assertThat(ids(index().page(user, Optional.of(new ItemId("a.1")), 3))).containsExactly("a_1", "b");
    }

    @Test
    void goesOnAfterAnItemThatIsGone() {
        put(item("c", 1));
        assertThat(ids(index().page(user, Optional.of(new ItemId("b")), 3))).containsExactly("c");
        assertThat(index().page(user, Optional.of(new ItemId("c")), 3)).isEmpty();
    }

    @Test
    void fillsAPageHoweverLargeItsRowsAre() {
        IntStream.range(0, 60).forEach(number -> put(large(number)));
        assertThat(index().page(user, Optional.empty(), 50)).hasSize(50);
        assertThat(index().page(user, Optional.of(SampleTransfers.item(49)), 50))
                .hasSize(10);
    }

    @Test
    void findsThoseThatAreThere() {
        List.of("a", "b", "c").forEach(id -> put(item(id, 1)));
        List<ItemId> wanted = List.of(new ItemId("c"), new ItemId("gone"), new ItemId("a"), new ItemId("c"));
        assertThat(ids(index().find(user, wanted))).containsExactly("a", "c");
        assertThat(index().find(user, List.of())).isEmpty();
    }

    @Test
    void hasAllThatARowSays() {
        Item item = new Item(
                new ItemId("video"),
                new ObjectKey("1/" + user + "/video"),
                "Beach.mov",
                7,
                Set.of("Summer", "Sea; sand", "été"),
                Optional.of(Instant.parse("2021-03-04T05:06:07.5Z")),
                Optional.of(ZoneOffset.ofHoursMinutes(5, 30)),
                Optional.of(new Sha1("a".repeat(40))),
                Optional.of(new ItemId("photo")),
                new Marks(
                        Optional.of(true), Optional.of(Instant.parse("2022-03-04T05:06:07.5Z")), Optional.of("Asha")));
        put(item);
        assertThat(index().find(user, List.of(item.id()))).containsExactly(item);
        assertThat(index().page(user, Optional.empty(), 1)).containsExactly(item);
    }

    @Test
    void hasNothingThatARowDoesNotSay() {
        Item item = SampleItems.bare("bare", "1/" + user + "/bare", "bare.jpg", 1);
        put(Records.with(item, "marks", new Marks(Optional.of(false), Optional.empty(), Optional.empty())));
        assertThat(index().find(user, List.of(item.id()))).containsExactly(item);
    }

    @Test
    void findsAHundredAndNotMore() {
        List<ItemId> hundred =
                IntStream.range(0, 100).mapToObj(SampleTransfers::item).toList();
        hundred.forEach(id -> put(item(id.value(), 1)));
        assertThat(index().find(user, hundred)).extracting(Item::id).isEqualTo(hundred);
        List<ItemId> more =
                IntStream.range(0, 101).mapToObj(SampleTransfers::item).toList();
        assertThatThrownBy(() -> index().find(user, more)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsTheWholeGallery() {
        IntStream.range(0, 60).forEach(number -> put(large(number)));
        assertThat(index().count(user)).isEqualTo(new Tally(60, 60 * 3_000_000_000L));
    }

    @Test
    void hasNothingForAStranger() {
        put(item("a", 1));
        UserId stranger = new UserId("stranger");
        assertThat(index().page(stranger, Optional.empty(), 10)).isEmpty();
        assertThat(index().find(stranger, List.of(new ItemId("a")))).isEmpty();
        assertThat(index().count(stranger)).isEqualTo(Tally.NONE);
    }

    private Item item(String id, long bytes) {
        return SampleItems.bare(id, "1/" + user + "/" + id, id + ".jpg", bytes);
    }

    private Item large(int number) {
        ItemId id = SampleTransfers.item(number);
        return new Item(
                id,
                new ObjectKey("1/" + user + "/" + id),
                "video.mp4",
                3_000_000_000L,
                Set.of("x".repeat(LONG_ALBUM)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(item -> item.id().value()).toList();
    }
}
