package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.avif", "a.bmp", "a.gif", "a.heic", "a.ico", "a.jpg", "a.png", "a.tiff", "a.webp", "a.dng", "a.3gp",
                "a.3g2", "a.asf", "a.avi", "a.divx", "a.m2t", "a.m2ts", "a.m4v", "a.mkv", "a.mmv", "a.mod", "a.mov",
                "a.mp4", "a.mpg", "a.mts", "a.tod", "a.wmv"
            })
    void takesEveryTypeThatGoogleLists(String fileName) {
        assertThat(MediaType.refusal(fileName, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_1.JPG,image/jpeg",
        "holiday.2019.jpeg,image/jpeg",
        "clip.MP4,video/mp4",
        "raw.NEF,image/x-nikon-nef"
    })
    void goesByTheEndingWhateverItsCase(String fileName, String contentType) {
        assertThat(MediaType.of(fileName)).map(MediaType::contentType).contains(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "archive.zip", "noending", "jpg", "", ".", "ends.with."})
    void refusesOtherTypes(String fileName) {
        assertThat(MediaType.refusal(fileName, 1)).contains(FailureReason.UNSUPPORTED_TYPE);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(MediaType.refusal("a.jpg", 0)).contains(FailureReason.EMPTY);
    }

    @Test
    void takesAPhotoOfTwoHundredMegabytesAndNoLarger() {
        assertThat(MediaType.refusal("a.jpg", 200 * MEGABYTE)).isEmpty();
        assertThat(MediaType.refusal("a.jpg", 200 * MEGABYTE + 1)).contains(FailureReason.PHOTO_TOO_LARGE);
    }

    @Test
    void takesAVideoOfTwentyGigabytesAndNoLarger() {
        assertThat(MediaType.refusal("a.mov", 20 * GIGABYTE)).isEmpty();
        assertThat(MediaType.refusal("a.mov", 20 * GIGABYTE + 1)).contains(FailureReason.VIDEO_TOO_LARGE);
    }
}
