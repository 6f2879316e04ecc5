package sundown.archive.plan;

import java.util.Arrays;
import java.util.Optional;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;
import sundown.gallery.StoredObject;

/** The objects of a listing by their keys: a million take some 130 MB. */
public final class ListedObjects {
    private static final long NONE = -1;

    private final Records records = new Records();
    private long[] places = empty(1_024);
    private int size;

    /** Adds an object, each key once. */
    public void add(StoredObject object) {
        if (2 * size >= places.length) {
            grow();
        }
        long place = records.text(object.version().key().value())
                .text(object.version().etag().value())
                .number(object.bytes())
                .instant(object.modified())
                .end();
        put(object.version().key(), place);
        size++;
    }

    /** The object of a key. */
    public Optional<StoredObject> find(ObjectKey key) {
        for (int slot = slot(key); places[slot] != NONE; slot = next(slot)) {
            StoredObject object = read(places[slot]);
            if (object.version().key().equals(key)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private void grow() {
        long[] before = places;
        places = empty(2 * before.length);
        for (long place : before) {
            if (place != NONE) {
                put(read(place).version().key(), place);
            }
        }
    }

    private void put(ObjectKey key, long place) {
        int slot = slot(key);
        while (places[slot] != NONE) {
            slot = next(slot);
        }
        places[slot] = place;
    }

    /** Half of the slots are free, so that few keys meet. */
    private int slot(ObjectKey key) {
        int hash = key.value().hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 16)) & (places.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (places.length - 1);
    }

    private static long[] empty(int slots) {
        long[] places = new long[slots];
        Arrays.fill(places, NONE);
        return places;
    }

    private StoredObject read(long place) {
        Records.Reader record = records.read(place);
        ObjectVersion version = new ObjectVersion(new ObjectKey(record.text()), new ETag(record.text()));
        return new StoredObject(version, record.number(), record.instant());
    }
}
