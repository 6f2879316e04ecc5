package sundown.contract;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;

/** Items of a gallery. */
public final class SampleItems {
    private SampleItems() {}

    /** An item without an album, a time or a digest. */
    public static Item bare(String id, String key, String name, long bytes) {
        return bare(new ItemId(id), new ObjectKey(key), name, bytes);
    }

    /** The same of an id and a key. */
    public static Item bare(ItemId id, ObjectKey key, String name, long bytes) {
        return new Item(
                id,
                key,
                name,
                bytes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    /** So many bytes of an object that cannot be compressed; the same each time. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
