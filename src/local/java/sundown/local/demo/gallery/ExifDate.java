package sundown.local.demo.gallery;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the date of a JPEG from its EXIF segment ({@code DateTimeOriginal}). It reads the local time there as UTC,
 * since cameras rarely write the offset and the day is enough for a demonstration.
 */
final class ExifDate {
    /** The first bytes of a file that are certain to hold the date: a segment ends within 64 KiB. */
    static final int HEAD_LENGTH = 4 + 128 * 1024;

    /** How a date is written. */
    static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int APP0 = 0xFFE0;
    private static final int APP15 = 0xFFEF;
    private static final int APP1 = 0xFFE1;
    private static final String IDENTIFIER = "Exif\0\0";

    private ExifDate() {}

    /** Returns the date in a file that begins with these bytes; empty for other or damaged files. */
    static Optional<Instant> read(byte[] head) {
        try {
            return exifSegment(ByteBuffer.wrap(head)).flatMap(ExifDate::dateIn);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // A damaged file, with an offset that points nowhere.
            return Optional.empty();
        }
    }

    private static Optional<ByteBuffer> exifSegment(ByteBuffer jpeg) {
        if (jpeg.remaining() < 4 || unsignedShort(jpeg) != START_OF_IMAGE) {
            return Optional.empty();
        }
        for (int marker = unsignedShort(jpeg); marker >= APP0 && marker <= APP15; marker = unsignedShort(jpeg)) {
            int length = unsignedShort(jpeg) - 2;
            if (marker == APP1
                    && text(jpeg, jpeg.position(), IDENTIFIER.length()).equals(IDENTIFIER)) {
                int start = jpeg.position() + IDENTIFIER.length();
                return Optional.of(jpeg.slice(start, length - IDENTIFIER.length()));
            }
            jpeg.position(jpeg.position() + length);
        }
        return Optional.empty();
    }

    private static Optional<Instant> dateIn(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        OptionalInt directory = entry(tiff, tiff.getInt(4), EXIF_DIRECTORY);
        OptionalInt date = directory.isEmpty() ? directory : entry(tiff, directory.getAsInt(), DATE_TIME_ORIGINAL);
        return date.isEmpty() ? Optional.empty() : parse(text(tiff, date.getAsInt(), 19));
    }

    /** The value, or the value's offset, of the tag in the directory at the offset. */
    private static OptionalInt entry(ByteBuffer tiff, int directory, int tag) {
        int count = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + i * 12;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == tag) {
                return OptionalInt.of(tiff.getInt(entry + 8));
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(FORMAT.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            // Cameras without a clock write blanks or zeros.
            return Optional.empty();
        }
    }

    private static int unsignedShort(ByteBuffer buffer) {
        return Short.toUnsignedInt(buffer.getShort());
    }

    private static String text(ByteBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
