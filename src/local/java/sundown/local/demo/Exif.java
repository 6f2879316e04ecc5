package sundown.local.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The APP1 segment with which a camera tells when it took a JPEG, and which camera it is (Exif 2.32, CIPA DC-008: a
 * TIFF 6.0 structure). Google Photos takes an item's date from nowhere else.
 *
 * @param takenAt written to the second, as local time with the offset of UTC
 * @param width in pixels, as the height
 */
record Exif(String make, String model, Instant takenAt, int width, int height) {

    /** The form of a date in EXIF. */
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withZone(ZoneOffset.UTC);

    static final int EXIF_DIRECTORY = 0x8769;
    static final int DATE_TIME_ORIGINAL = 0x9003;

    private static final int MAKE = 0x010F;
    private static final int MODEL = 0x0110;
    private static final int DATE_TIME = 0x0132;
    private static final int Y_CB_CR_POSITIONING = 0x0213;
    private static final int EXIF_VERSION = 0x9000;
    private static final int OFFSET_TIME_ORIGINAL = 0x9011;
    private static final int COMPONENTS_CONFIGURATION = 0x9101;
    private static final int COLOR_SPACE = 0xA001;
    private static final int PIXEL_X_DIMENSION = 0xA002;
    private static final int PIXEL_Y_DIMENSION = 0xA003;

    private static final short START_OF_IMAGE = (short) 0xFFD8;
    private static final short APP0 = (short) 0xFFE0;
    private static final short APP1 = (short) 0xFFE1;
    private static final short ASCII = 2;
    private static final short SHORT = 3;
    private static final short LONG = 4;
    private static final short UNDEFINED = 7;
    private static final int HEADER_LENGTH = 8;

    /** The same JPEG with this segment first; a JFIF segment there gives way, since each standard wants to be first. */
    byte[] addTo(byte[] jpeg) {
        ByteBuffer source = ByteBuffer.wrap(jpeg);
        if (source.getShort() != START_OF_IMAGE) {
            throw new IllegalArgumentException("not a JPEG");
        }
        if (source.getShort(source.position()) == APP0) {
            source.position(source.position() + 2 + Short.toUnsignedInt(source.getShort(source.position() + 2)));
        }
        byte[] segment = segment();
        return ByteBuffer.allocate(2 + segment.length + source.remaining())
                .putShort(START_OF_IMAGE)
                .put(segment)
                .put(source)
                .array();
    }

    private byte[] segment() {
        byte[] identifier = {'E', 'x', 'i', 'f', 0, 0};
        byte[] tiff = tiff();
        int length = 2 + identifier.length + tiff.length;
        return ByteBuffer.allocate(2 + length)
                .putShort(APP1)
                .putShort((short) length)
                .put(identifier)
                .put(tiff)
                .array();
    }

    private byte[] tiff() {
        List<Field> camera = List.of(
                text(MAKE, make),
                text(MODEL, model),
                text(DATE_TIME, DATE.format(takenAt)),
                number(Y_CB_CR_POSITIONING, SHORT, 1));
        int exifOffset = HEADER_LENGTH + directoryLength(camera.size() + 1) + valuesLength(camera);
        List<Field> first = new ArrayList<>(camera);
        first.add(number(EXIF_DIRECTORY, LONG, exifOffset));
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        tiff.writeBytes(header());
        tiff.writeBytes(directory(first, HEADER_LENGTH));
        tiff.writeBytes(directory(picture(), exifOffset));
        return tiff.toByteArray();
    }

    private List<Field> picture() {
        return List.of(
                new Field(EXIF_VERSION, UNDEFINED, 4, ascii("0232")),
                text(DATE_TIME_ORIGINAL, DATE.format(takenAt)),
                text(OFFSET_TIME_ORIGINAL, "+00:00"),
                new Field(COMPONENTS_CONFIGURATION, UNDEFINED, 4, new byte[] {1, 2, 3, 0}),
                number(COLOR_SPACE, SHORT, 1),
                number(PIXEL_X_DIMENSION, LONG, width),
                number(PIXEL_Y_DIMENSION, LONG, height));
    }

    private static byte[] header() {
        byte[] header = new byte[HEADER_LENGTH];
        littleEndian(header).put(ascii("II")).putShort((short) 42).putInt(HEADER_LENGTH);
        return header;
    }

    /** A directory at the offset, with the values that do not fit into its entries behind it. */
    private static byte[] directory(List<Field> fields, int offset) {
        byte[] directory = new byte[directoryLength(fields.size()) + valuesLength(fields)];
        ByteBuffer out = littleEndian(directory);
        int valueOffset = offset + directoryLength(fields.size());
        out.putShort((short) fields.size());
        for (Field field : fields) {
            out.putShort((short) field.tag).putShort(field.type).putInt(field.count);
            if (field.fitsInEntry()) {
                out.put(field.padded(4));
            } else {
                out.putInt(valueOffset);
                valueOffset += field.lengthBehind();
            }
        }
        out.putInt(0);
        fields.stream().filter(field -> !field.fitsInEntry()).forEach(field -> out.put(field.padded(2)));
        return directory;
    }

    private static int directoryLength(int fields) {
        return 2 + fields * 12 + 4;
    }

    private static int valuesLength(List<Field> fields) {
        return fields.stream().mapToInt(Field::lengthBehind).sum();
    }

    private static Field text(int tag, String value) {
        byte[] bytes = ascii(value + "\0");
        return new Field(tag, ASCII, bytes.length, bytes);
    }

    private static Field number(int tag, short type, int value) {
        byte[] bytes = new byte[4];
        littleEndian(bytes).putInt(value);
        return new Field(tag, type, 1, bytes);
    }

    private static byte[] ascii(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One entry of a directory; a value of up to four bytes stands in the entry itself. */
    private static final class Field {
        private final int tag;
        private final short type;
        private final int count;
        private final byte[] value;

        Field(int tag, short type, int count, byte[] value) {
            this.tag = tag;
            this.type = type;
            this.count = count;
            this.value = value;
        }

        boolean fitsInEntry() {
            return value.length <= 4;
        }

        int lengthBehind() {
            return fitsInEntry() ? 0 : padded(2).length;
        }

        /** Values begin on word boundaries (TIFF 6.0, section 2). */
        byte[] padded(int boundary) {
            return Arrays.copyOf(value, Math.ceilDiv(value.length, boundary) * boundary);
        }
    }
}
