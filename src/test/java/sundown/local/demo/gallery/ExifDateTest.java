package sundown.local.demo.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExifDateTest {
    private static final Instant TAKEN_AT = Instant.parse("2021-11-04T18:30:05Z");
    private static final byte[] DATED = Arrays.copyOf(bytes(SampleMedia.photo(0, TAKEN_AT)), 1_000);
    private static final byte[] PLAIN = bytes(SampleMedia.screenshot(0));

    private static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsTheDateOfAPhoto() {
        assertThat(ExifDate.read(DATED)).contains(TAKEN_AT);
    }

    @Test
    void findsNoDateWithoutExif() {
        assertThat(ExifDate.read(PLAIN)).isEmpty();
        assertThat(ExifDate.read(new byte[0])).isEmpty();
    }

    @Test
    void survivesAFileThatIsCutOffAnywhere() {
        for (int length = 0; length < DATED.length; length++) {
            assertThat(ExifDate.read(Arrays.copyOf(DATED, length))).isIn(Optional.empty(), Optional.of(TAKEN_AT));
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
