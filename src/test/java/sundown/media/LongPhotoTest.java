package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static sundown.media.DatedFiles.file;
import static sundown.media.DatedFiles.look;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.media.DateInside.Absent;
import sundown.media.DateInside.Present;

class LongPhotoTest {
    /** The reader fails at the end of the first megabyte, so that more is read. */
    @ParameterizedTest
    @CsvSource({"none.png, false", "dated.png, true"})
    void aLongPngIsNotBroken(String name, boolean dated) {
        assertThat(look(name, lengthened(file(name)), DateInside.HEAD_BYTES_MAX, Optional.of(DatedFiles.known())))
                .isEqualTo(dated ? new Present() : new Absent(List.of()));
    }

    /** A PNG with a chunk that nobody knows before its end. */
    private static byte[] lengthened(byte[] png) {
        int end = new String(png, ISO_8859_1).lastIndexOf("IEND") - Integer.BYTES;
        byte[] chunk = ByteBuffer.allocate(Integer.BYTES + DateInside.HEAD_BYTES_MAX)
                .put("paDd".getBytes(ISO_8859_1))
                .array();
        CRC32 check = new CRC32();
        check.update(chunk);
        return ByteBuffer.allocate(png.length + chunk.length + 2 * Integer.BYTES)
                .put(png, 0, end)
                .putInt(DateInside.HEAD_BYTES_MAX)
                .put(chunk)
                .putInt((int) check.getValue())
                .put(png, end, png.length - end)
                .array();
    }
}
