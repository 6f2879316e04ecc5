package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a464946");
    private static final byte[] TEXT = "Rice, lentils, tea".getBytes(ISO_8859_1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.avif", "a.bmp", "a.gif", "a.heic", "a.ico", "a.jpg", "a.png", "a.tiff", "a.webp", "a.dng", "a.3gp",
                "a.3g2", "a.asf", "a.avi", "a.divx", "a.m2t", "a.m2ts", "a.m4v", "a.mkv", "a.mmv", "a.mod", "a.mov",
                "a.mp4", "a.mpg", "a.mts", "a.tod", "a.wmv"
            })
    void knowsEveryTypeThatGoogleLists(String fileName) {
        assertThat(MediaType.of(fileName)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_1.JPG,image/jpeg",
        "holiday.2019.jpeg,image/jpeg",
        "clip.MP4,video/mp4",
        "raw.NEF,image/x-nikon-nef"
    })
    void goesByTheEndingWhateverItsCase(String fileName, String contentType) {
        assertThat(MediaType.of(fileName, TEXT)).map(MediaType::contentType).contains(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "archive.zip", "noending", "jpg", "", ".", "ends.with."})
    void knowsNoTypeOfAFileThatShowsNone(String fileName) {
        assertThat(MediaType.of(fileName, TEXT)).isEmpty();
        assertThat(MediaType.of(fileName, new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "noending", "", "IMG_1.jpg~2", "a.png", "a.mp4", "a.heic", "a.dng"})
    void goesByTheFirstBytesWhereTheNameSaysNothingOrAnotherType(String fileName) {
        assertThat(MediaType.of(fileName, JPEG)).contains(MediaType.JPEG);
    }

    @ParameterizedTest
    @CsvSource({
        "'GIF89a',GIF",
        "'RIFF....WEBPVP8 ',WEBP",
        "'RIFF....AVI LIST',AVI",
        "'....ftypheic',HEIC",
        "'....ftypmif1',HEIC",
        "'....ftypavif',AVIF",
        "'....ftypcrx ',CR3",
        "'....ftypqt  ',QUICKTIME",
        "'....moov',QUICKTIME",
        "'....ftyp3gp5',THREE_GP",
        "'....ftyp3g2a',THREE_GP2",
        "'....ftypM4V ',M4V",
        "'....ftypisom',MP4",
        "'FUJIFILMCCD-RAW 0201',RAF",
        "'IIRO',ORF",
        "'BM....\0\0\0\0',BMP",
        "'\0\0\1\0\1\0',ICO",
        "'II*\0',TIFF",
        "'II*\0....CR\2\0',CR2",
        "'MM\0*',TIFF",
        "'\0\0\1\272',MPEG"
    })
    void knowsTheFirstBytesOfEachType(String first, MediaType type) {
        assertThat(MediaType.of("noending", first.translateEscapes().getBytes(ISO_8859_1)))
                .contains(type);
    }

    @Test
    void knowsATransportStreamByItsPackets() {
        byte[] packets = new byte[MediaType.FIRST_BYTES];
        packets[4] = 'G';
        packets[196] = 'G';
        assertThat(MediaType.of("noending", packets)).contains(MediaType.MPEG);
        assertThat(MediaType.of("a.m2ts", packets)).contains(MediaType.MPEG_TS);
        packets[196] = 0;
        assertThat(MediaType.of("noending", packets)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.dng", "a.nef", "a.arw", "a.tif"})
    void keepsTheEndingOfARawTypeThatIsATiff(String fileName) {
        assertThat(MediaType.of(fileName, "II*\0........".getBytes(ISO_8859_1))).isEqualTo(MediaType.of(fileName));
    }

    @ParameterizedTest
    @CsvSource({
        "IMG_1.JPG,IMG_1.JPG",
        "IMG_1.jpeg,IMG_1.jpeg",
        "IMG_1.png,IMG_1.jpg",
        "scan.dat,scan.dat.jpg",
        "scan,scan.jpg",
        "v1.2,v1.2.jpg",
        "png,png.jpg",
        ".png,.jpg",
        "IMG_1.jpg~2,IMG_1.jpg~2.jpg"
    })
    void namesAFileByItsType(String fileName, String expected) {
        assertThat(MediaType.JPEG.nameFor(fileName)).isEqualTo(expected);
    }

    @Test
    void knowsTheLengthsThatGoogleTakes() {
        assertThat(MediaType.JPEG.kind().exceededBy(200L << 20)).isFalse();
        assertThat(MediaType.JPEG.kind().exceededBy((200L << 20) + 1)).isTrue();
        assertThat(MediaType.MP4.kind().exceededBy(20L << 30)).isFalse();
        assertThat(MediaType.MP4.kind().exceededBy((20L << 30) + 1)).isTrue();
    }
}
