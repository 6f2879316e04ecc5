package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.gallery.ETag;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;
import sundown.gallery.StoredObject;

class ListedObjectsTest {
    private static final int MANY = 20_000;

    private final ListedObjects objects = new ListedObjects();

    @Test
    void findsEachOfManyAndNoOther() {
        for (int number = 0; number < MANY; number++) {
            objects.add(object("1/u1/" + number, number));
        }

        for (int number = 0; number < MANY; number++) {
            assertThat(objects.find(new ObjectKey("1/u1/" + number))).contains(object("1/u1/" + number, number));
        }
        assertThat(objects.find(new ObjectKey("1/u1/" + MANY))).isEmpty();
    }

    @Test
    void tellsKeysOfTheSameHashApart() {
        objects.add(object("Aa", 1));
        objects.add(object("BB", 2));

        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(objects.find(new ObjectKey("Aa"))).contains(object("Aa", 1));
        assertThat(objects.find(new ObjectKey("BB"))).contains(object("BB", 2));
    }

    private static StoredObject object(String key, long bytes) {
        return new StoredObject(
                new ObjectVersion(new ObjectKey(key), new ETag("\"" + key + '"')),
                bytes,
                Instant.ofEpochSecond(bytes, 1));
    }
}
