package sundown.local.demo.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/**
 * The sample files beside this class, varied so that each item has its own bytes and its own date. They stay readable:
 * programs that open pictures ignore bytes after the end of the picture, and players skip a {@code free} box.
 */
public final class SampleMedia {
    private static final String SAMPLE_DATE = "2016:01:01 08:00:00";

    private static final DateTimeFormatter EXIF_DATE =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String SMALL_PHOTO = text(file("small.jpg"));
    private static final String LARGE_PHOTO = text(file("large.jpg"));
    private static final byte[] SCREENSHOT = file("screenshot.png");
    private static final byte[] VIDEO = file("video.mp4");
    private static final byte[] PADDING = new byte[1 << 16];

    private SampleMedia() {}

    /** A JPEG that was taken at this time, according to its EXIF. */
    public static Content photo(int index, Instant takenAt) {
        String sample = index % 2 == 0 ? SMALL_PHOTO : LARGE_PHOTO;
        return Content.inMemory(varied(bytes(sample.replace(SAMPLE_DATE, EXIF_DATE.format(takenAt))), index));
    }

    public static Content screenshot(int index) {
        return Content.inMemory(varied(SCREENSHOT, index));
    }

    public static Content video(int index, int bytes) {
        int blocks = Math.ceilDiv(bytes, PADDING.length);
        byte[] head = ByteBuffer.allocate(VIDEO.length + 12)
                .put(VIDEO)
                .putInt(12 + blocks * PADDING.length)
                .put(bytes("free"))
                .putInt(index)
                .array();
        return Content.repeated(head, PADDING, blocks);
    }

    private static byte[] varied(byte[] sample, int index) {
        return ByteBuffer.allocate(sample.length + 4).put(sample).putInt(index).array();
    }

    static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(SampleMedia.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In this character set each byte is one character. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
