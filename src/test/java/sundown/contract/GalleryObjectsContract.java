package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.GalleryObjects.StoredObject;
import sundown.gallery.ObjectKey;

/** What every store of objects promises that tells their versions apart. */
public abstract class GalleryObjectsContract {
    private static final String PREFIX = "1/objects-user/";
    private static final ObjectKey KEY = new ObjectKey(PREFIX + "été 1+2.jpg");
    private static final byte[] OBJECT = SampleItems.bytes(100_000);

    /** The store under test, empty. */
    protected abstract GalleryObjects objects();

    /** Puts an object where the photo cloud does. */
    protected abstract void put(ObjectKey key, byte[] object);

    /** Removes an object as the photo cloud does. */
    protected abstract void remove(ObjectKey key);

    /** What its clock shows. */
    protected abstract Instant now();

    @Test
    void listsNothingWhereNothingIs() {
        assertThat(list(PREFIX)).isEmpty();
    }

    @Test
    void listsAnObjectWithItsLengthAndTime() {
        put(KEY, OBJECT);
        StoredObject listed = list(PREFIX).getFirst();
        assertThat(listed.version().key()).isEqualTo(KEY);
        assertThat(listed.bytes()).isEqualTo(OBJECT.length);
        assertThat(listed.modified()).isCloseTo(now(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void listsAnEmptyObject() {
        put(KEY, new byte[0]);
        assertThat(list(PREFIX)).extracting(StoredObject::bytes).containsExactly(0L);
    }

    @Test
    void listsAllOfManyInTheOrderOfTheirKeys() {
        List<ObjectKey> keys = IntStream.range(0, 7)
                .mapToObj(number -> new ObjectKey(PREFIX + "item-%04d".formatted(number)))
                .toList();
        keys.reversed().forEach(key -> put(key, new byte[1]));
        assertThat(keys(PREFIX)).isEqualTo(keys);
    }

    @Test
    void ordersKeysThatBeginAlike() {
        List<ObjectKey> keys = Stream.of("-", ".a", "A", "Z", "_", "a", "a-", "a.b", "a0", "aZ", "a_", "ab")
                .map(id -> new ObjectKey(PREFIX + id))
                .toList();
        keys.reversed().forEach(key -> put(key, new byte[1]));
        assertThat(keys(PREFIX)).isEqualTo(keys);
    }

    @Test
    void listsOnlyWhatBeginsWithThePrefix() {
        ObjectKey own = new ObjectKey("1/u1/a");
        put(own, OBJECT);
        Stream.of("1/u10/a", "1/u/a", "11/u1/a", "2/u1/a", "1/u2/a").forEach(key -> put(new ObjectKey(key), OBJECT));
        assertThat(keys("1/u1/")).containsExactly(own);
    }

    @Test
    void listsFromAKeyOn() {
        List<ObjectKey> keys = IntStream.range(0, 7)
                .mapToObj(number -> new ObjectKey(PREFIX + "item-%04d".formatted(number)))
                .toList();
        keys.forEach(key -> put(key, new byte[1]));
        try (Stream<StoredObject> listed = objects().list(PREFIX, keys.get(3).value())) {
            assertThat(listed.map(object -> object.version().key()))
                    .endsWith(keys.get(3), keys.get(4), keys.get(5), keys.get(6))
                    .doesNotContain(keys.getFirst());
        }
    }

    @Test
    void listsNoWholeBucket() {
        assertThatThrownBy(() -> objects().list("", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsAnObjectAsItIsListed() {
        put(KEY, OBJECT);
        put(new ObjectKey(KEY.value() + ".xmp"), new byte[1]);
        assertThat(objects().find(KEY)).contains(list(KEY.value()).getFirst());
    }

    @Test
    void findsNoObjectThatIsNotThere() {
        put(new ObjectKey(KEY.value() + ".xmp"), OBJECT);
        assertThat(objects().find(KEY)).isEmpty();
        put(KEY, OBJECT);
        remove(KEY);
        assertThat(objects().find(KEY)).isEmpty();
    }

    @Test
    void opensASection() throws IOException {
        ObjectVersion version = stored(OBJECT);
        assertThat(read(objects().open(version, 0, 1), 1)).isEqualTo(Arrays.copyOf(OBJECT, 1));
        assertThat(read(objects().open(version, 10, 50_000), 50_000)).isEqualTo(Arrays.copyOfRange(OBJECT, 10, 50_010));
        assertThat(read(objects().open(version, 0, OBJECT.length), OBJECT.length))
                .isEqualTo(OBJECT);
    }

    @Test
    void endsASectionWhereTheObjectDoes() throws IOException {
        ObjectVersion version = stored(OBJECT);
        assertThat(read(objects().open(version, OBJECT.length - 3L, 1_000), 3))
                .isEqualTo(Arrays.copyOfRange(OBJECT, OBJECT.length - 3, OBJECT.length));
        assertThat(read(objects().open(version, 0, 1L << 40), OBJECT.length)).isEqualTo(OBJECT);
    }

    @Test
    void hasNothingAtOrAfterTheEnd() {
        ObjectVersion version = stored(OBJECT);
        assertThat(objects().open(version, OBJECT.length, 1)).isInstanceOf(GalleryObjects.Section.Gone.class);
        assertThat(objects().open(version, OBJECT.length + 7L, 1)).isInstanceOf(GalleryObjects.Section.Gone.class);
        assertThat(objects().open(stored(new byte[0]), 0, 1)).isInstanceOf(GalleryObjects.Section.Gone.class);
    }

    @Test
    void opensNoSectionWithoutLength() {
        ObjectVersion version = stored(OBJECT);
        assertThatThrownBy(() -> objects().open(version, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects().open(version, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void saysThatAnObjectHasOtherBytesOfTheSameLengthToo(int longer) {
        ObjectVersion version = stored(OBJECT);
        byte[] other = Arrays.copyOf(OBJECT, OBJECT.length + longer);
        other[OBJECT.length / 2] ^= 1;
        assertThat(stored(other)).isNotEqualTo(version);
        assertThat(objects().open(version)).isInstanceOf(GalleryObjects.Section.Changed.class);
        assertThat(objects().open(version, 0, 10)).isInstanceOf(GalleryObjects.Section.Changed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000})
    void opensAVersionAsAWhole(int length) throws IOException {
        byte[] bytes = SampleItems.bytes(length);
        assertThat(read(objects().open(stored(bytes)), length)).isEqualTo(bytes);
    }

    @Test
    void saysThatAnObjectHasOtherBytesWhereItHasBecomeShorter() {
        ObjectVersion version = stored(OBJECT);
        stored(new byte[5]);
        assertThat(objects().open(version, 10, 10)).isInstanceOf(GalleryObjects.Section.Changed.class);
    }

    @Test
    void saysThatAnObjectIsGone() {
        ObjectVersion version = stored(OBJECT);
        remove(KEY);
        assertThat(objects().open(version)).isInstanceOf(GalleryObjects.Section.Gone.class);
        assertThat(objects().open(version, 0, 10)).isInstanceOf(GalleryObjects.Section.Gone.class);
        ObjectVersion never = new ObjectVersion(new ObjectKey(PREFIX + "never"), new ETag("\"0123\""));
        assertThat(objects().open(never)).isInstanceOf(GalleryObjects.Section.Gone.class);
    }

    @Test
    void canBeClosedBeforeTheEndAndOpenedAgain() throws IOException {
        byte[] object = SampleItems.bytes(8 << 20);
        ObjectVersion version = stored(object);
        for (int round = 0; round < 5; round++) {
            try (GalleryObjects.Section.Found found = found(objects().open(version, round, object.length))) {
                assertThat(found.stream().read()).isEqualTo(object[round] & 0xff);
            }
        }
        assertThat(read(objects().open(version), object.length)).isEqualTo(object);
    }

    private ObjectVersion stored(byte[] object) {
        put(KEY, object);
        return list(KEY.value()).getFirst().version();
    }

    private List<StoredObject> list(String prefix) {
        try (Stream<StoredObject> listed = objects().list(prefix, prefix)) {
            return listed.toList();
        }
    }

    private List<ObjectKey> keys(String prefix) {
        return list(prefix).stream().map(stored -> stored.version().key()).toList();
    }

    private static byte[] read(GalleryObjects.Section section, long expected) throws IOException {
        try (GalleryObjects.Section.Found found = found(section)) {
            assertThat(found.bytes()).isEqualTo(expected);
            return found.stream().readAllBytes();
        }
    }

    private static GalleryObjects.Section.Found found(GalleryObjects.Section section) {
        assertThat(section).isInstanceOf(GalleryObjects.Section.Found.class);
        return (GalleryObjects.Section.Found) section;
    }
}
