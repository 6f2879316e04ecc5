package sundown.large;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryObjects;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;

/**
 * A gallery of so many photos, each made when it is read, so that it takes no memory of those who read it. Nobody can
 * count it at once.
 */
record Gallery(int items) implements GalleryIndex, GalleryObjects {
    static final UserId USER = new UserId("u1");

    private static final String FOLDER = "1/" + USER + "/";
    private static final Instant FIRST = Instant.parse("2004-05-06T07:08:09Z");
    private static final int ALBUMS = 5_000;
    private static final int NAMES = 100_000;

    @Override
    public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
        int first = after.map(item -> number(item) + 1).orElse(0);
        return IntStream.range(first, Math.min(first + limit, items))
                .mapToObj(Gallery::item)
                .toList();
    }

    @Override
    public List<Item> find(UserId user, Collection<ItemId> wanted) {
        return wanted.stream().map(item -> item(number(item))).toList();
    }

    @Override
    public Tally count(UserId user) {
        throw new IllegalStateException("nobody has the time to count it");
    }

    @Override
    public Stream<StoredObject> list(String prefix, String first) {
        return IntStream.range(0, items).mapToObj(Gallery::object);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return Optional.of(object(number(new ItemId(key.value().substring(FOLDER.length())))));
    }

    private static StoredObject object(int number) {
        return new StoredObject(
                new ObjectVersion(key(number), new ETag("\"%032x\"".formatted(number))), bytes(number), FIRST);
    }

    @Override
    public Section open(ObjectVersion object) {
        throw new IllegalStateException("it has no bytes");
    }

    @Override
    public Section open(ObjectVersion object, long offset, long length) {
        throw new IllegalStateException("it has no bytes");
    }

    private static Item item(int number) {
        return new Item(
                new ItemId("i%07d".formatted(number)),
                key(number),
                "IMG_20200102_%06d.jpg".formatted(number % NAMES),
                bytes(number),
                number % 4 == 0 ? Set.of() : Set.of("Holidays by the sea " + number % ALBUMS),
                Optional.of(FIRST.plus(Duration.ofMinutes(number))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    private static ObjectKey key(int number) {
        return new ObjectKey(FOLDER + "i%07d".formatted(number));
    }

    private static int number(ItemId item) {
        return Integer.parseInt(item.value().substring(1));
    }

    /** 1 to 7 MB. */
    private static long bytes(int number) {
        return 1_000_000 + number % 997 * 6_000L;
    }
}
