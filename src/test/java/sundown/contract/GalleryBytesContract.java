package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryBytes.Opened;
import sundown.gallery.ObjectKey;

/** What every store of bytes promises. */
public abstract class GalleryBytesContract {
    private static final ObjectKey KEY = new ObjectKey("1/bytes-user/été 1+2.jpg");

    /** The store under test. */
    protected abstract GalleryBytes bytes();

    /** Puts an object where the photo cloud does. */
    protected abstract void put(ObjectKey key, byte[] object);

    @Test
    void opensAllOfAnObject() throws IOException {
        byte[] object = SampleItems.bytes(100_000);
        put(KEY, object);
        assertThat(read(0, object.length)).isEqualTo(object);
    }

    @Test
    void opensAnObjectFromAnOffset() throws IOException {
        byte[] object = SampleItems.bytes(100_000);
        put(KEY, object);
        assertThat(read(99_999, 1)).containsExactly(object[99_999]);
        assertThat(read(1, 99_999)).isEqualTo(Arrays.copyOfRange(object, 1, 100_000));
    }

    @Test
    void opensSomeBytesOfAnObject() throws IOException {
        byte[] object = SampleItems.bytes(100_000);
        put(KEY, object);
        for (long[] range : new long[][] {{0, 1}, {10, 50_000}, {99_999, 1}, {99_990, 100}, {0, 1L << 40}}) {
            try (Opened.Found found = (Opened.Found) bytes().open(KEY, range[0], range[1])) {
                byte[] expected =
                        Arrays.copyOfRange(object, (int) range[0], (int) Math.min(object.length, range[0] + range[1]));
                assertThat(found.bytes()).isEqualTo(expected.length);
                assertThat(found.stream().readAllBytes()).isEqualTo(expected);
            }
        }
        assertThat(bytes().open(KEY, object.length, 1)).isInstanceOf(Opened.Gone.class);
    }

    @Test
    void hasNothingAtOrAfterTheEnd() {
        put(KEY, SampleItems.bytes(10));
        assertThat(bytes().open(KEY, 10)).isInstanceOf(Opened.Gone.class);
        assertThat(bytes().open(KEY, 11)).isInstanceOf(Opened.Gone.class);
    }

    @Test
    void hasNothingOfAnEmptyObject() {
        put(KEY, new byte[0]);
        assertThat(bytes().open(KEY, 0)).isInstanceOf(Opened.Gone.class);
    }

    @Test
    void saysThatAnObjectIsGone() {
        assertThat(bytes().open(new ObjectKey("1/bytes-user/none"), 0)).isInstanceOf(Opened.Gone.class);
        assertThat(bytes().open(new ObjectKey("1/bytes-user/none"), 7)).isInstanceOf(Opened.Gone.class);
    }

    @Test
    void canBeClosedBeforeTheEndAndOpenedAgain() throws IOException {
        byte[] object = SampleItems.bytes(8 << 20);
        put(KEY, object);
        for (int round = 0; round < 5; round++) {
            try (Opened.Found found = found(round)) {
                assertThat(found.stream().read()).isEqualTo(object[round] & 0xff);
            }
        }
        assertThat(read(0, object.length)).isEqualTo(object);
    }

    private byte[] read(long offset, long expected) throws IOException {
        try (Opened.Found found = found(offset)) {
            assertThat(found.bytes()).isEqualTo(expected);
            return found.stream().readAllBytes();
        }
    }

    private Opened.Found found(long offset) {
        Opened opened = bytes().open(KEY, offset);
        assertThat(opened).isInstanceOf(Opened.Found.class);
        return (Opened.Found) opened;
    }
}
