package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExifDateTest {
    private static final Instant TAKEN_AT = Instant.parse("2021-11-04T18:30:05Z");
    private static final byte[] PLAIN = new Painter(new SplittableRandom(1)).picture(32, 24, "jpg");
    private static final byte[] DATED = new Exif("Maker", "Two", TAKEN_AT, 32, 24).addTo(PLAIN);

    @Test
    void isReadAsItWasWritten() {
        assertThat(ExifDate.read(DATED)).contains(TAKEN_AT);
    }

    @Test
    void isNotThereInAPhotoWithoutExif() {
        assertThat(ExifDate.read(PLAIN)).isEmpty();
        assertThat(ExifDate.read(new byte[0])).isEmpty();
    }

    @Test
    void survivesAFileThatIsCutOffAnywhere() {
        for (int length = 0; length < DATED.length; length++) {
            assertThat(ExifDate.read(Arrays.copyOf(DATED, length))).isIn(ExifDate.read(PLAIN), ExifDate.read(DATED));
        }
    }

    @Test
    void survivesDamage() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = DATED.clone();
            damaged[random.nextInt(200)] = (byte) random.nextInt();
            assertThat(ExifDate.read(damaged)).isNotNull();
        }
    }
}
