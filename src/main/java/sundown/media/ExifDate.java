package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exif's DateTimeOriginal, written into a JPEG. The fields that are there stay where they are, byte for byte, and so
 * does what they point to, such as a maker's notes: a new list of the fields follows them in the segment, and the
 * pointer to the list leads there.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, B.1.1: segments</a>
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0, 4.5 and 4.6</a>
 */
final class ExifDate {
    private static final int START_OF_SCAN = 0xFFDA;
    private static final int APP0 = 0xFFE0;
    private static final int APP1 = 0xFFE1;
    private static final int APP2 = 0xFFE2;
    private static final int SEGMENT_BYTES_MAX = 0xFFFF;
    private static final String NAME = "Exif\0\0";

    /** The places of more pictures, counted from this segment on (CIPA DC-007, Multi-Picture Format). */
    private static final String PICTURES = "MPF\0";

    /** A TIFF without fields. */
    private static final String NO_FIELDS = "II*\0\10\0\0\0\0\0\0\0\0\0";

    private static final int FIELD_BYTES = 12;
    private static final int EXIF_FIELDS = 0x8769;
    private static final int EXIF_VERSION = 0x9000;
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int OFFSET_TIME_ORIGINAL = 0x9011;
    private static final short ASCII = 2;
    private static final short LONG = 4;
    private static final short UNDEFINED = 7;

    private final ByteBuffer tiff;
    private final ByteBuffer added = ByteBuffer.allocate(SEGMENT_BYTES_MAX);
    /** Where in the TIFF a pointer leads elsewhere, and where to. */
    private int pointer;

    private int target;

    private ExifDate(ByteBuffer tiff) {
        this.tiff = tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.added.order(tiff.order());
    }

    /**
     * The changes that write a date into a JPEG without one; none if the segment becomes too long.
     *
     * @param head the beginning of the file, with all segments before the picture
     * @throws IndexOutOfBoundsException when a segment or a field is broken
     */
    static List<Splice> additions(byte[] head, KnownDate date) {
        ByteBuffer jpeg = ByteBuffer.wrap(head);
        int at = 2;
        int place = at;
        boolean pictures = false;
        while (Short.toUnsignedInt(jpeg.getShort(at)) != START_OF_SCAN) {
            int marker = Short.toUnsignedInt(jpeg.getShort(at));
            int end = at + 2 + Short.toUnsignedInt(jpeg.getShort(at + 2));
            if (marker == APP1 && text(jpeg, at + 4, NAME.length()).equals(NAME)) {
                return pictures ? List.of() : inSegment(jpeg, at, end, date);
            }
            if (marker == APP2 && text(jpeg, at + 4, PICTURES.length()).equals(PICTURES)) {
                pictures = true;
            }
            // The segment of JFIF wants to be the first.
            place = marker == APP0 && at == 2 ? end : place;
            at = end;
        }
        return List.of(newSegment(place, date));
    }

    private static String text(ByteBuffer jpeg, int at, int length) {
        byte[] text = new byte[length];
        jpeg.get(at, text);
        return new String(text, ISO_8859_1);
    }

    private static Splice newSegment(int place, KnownDate date) {
        ExifDate exif = new ExifDate(ByteBuffer.wrap(NO_FIELDS.getBytes(ISO_8859_1)));
        exif.write(date);
        exif.tiff.putInt(exif.pointer, exif.target);
        int bytes = 2 + NAME.length() + exif.tiff.limit() + exif.added.position();
        ByteBuffer segment =
                ByteBuffer.allocate(2 + bytes).putShort((short) APP1).putShort((short) bytes);
        segment.put(NAME.getBytes(ISO_8859_1)).put(exif.tiff).put(exif.added.flip());
        return new Splice(place, 0, segment.flip());
    }

    private static List<Splice> inSegment(ByteBuffer jpeg, int at, int end, KnownDate date) {
        int begin = at + 4 + NAME.length();
        ExifDate exif = new ExifDate(jpeg.slice(begin, end - begin));
        exif.write(date);
        int bytes = end - at - 2 + exif.added.position();
        if (bytes > SEGMENT_BYTES_MAX) {
            return List.of();
        }
        ByteBuffer length = ByteBuffer.allocate(Short.BYTES).putShort(0, (short) bytes);
        ByteBuffer leads = ByteBuffer.wrap(exif.bytes(exif.target));
        return List.of(
                new Splice(at + 2, Short.BYTES, length),
                new Splice(begin + exif.pointer, Integer.BYTES, leads),
                new Splice(end, 0, exif.added.flip()));
    }

    /** Adds a list of Exif's fields with the date, and one of the fields that lead there if none of them does. */
    private void write(KnownDate date) {
        Fields first = new Fields(tiff.getInt(4));
        ByteBuffer before = first.fields.get(EXIF_FIELDS);
        Fields exif = before == null ? new Fields() : new Fields(before.getInt(8));
        exif.fields.putIfAbsent(EXIF_VERSION, field(EXIF_VERSION, UNDEFINED, 4, "0232".getBytes(US_ASCII)));
        exif.fields.put(DATE_TIME_ORIGINAL, text(DATE_TIME_ORIGINAL, date.exif().orElseThrow()));
        exif.fields.remove(OFFSET_TIME_ORIGINAL);
        date.exifOffset()
                .ifPresent(offset -> exif.fields.put(OFFSET_TIME_ORIGINAL, text(OFFSET_TIME_ORIGINAL, offset)));
        target = exif.write();
        if (before != null) {
            pointer = first.exif + FIELD_BYTES - Integer.BYTES;
        } else {
            first.fields.put(EXIF_FIELDS, field(EXIF_FIELDS, LONG, 1, bytes(target)));
            pointer = 4;
            target = first.write();
        }
    }

    /** A field with a text, which is too long for the field itself. */
    private ByteBuffer text(int tag, String text) {
        int at = end();
        added.put(text.getBytes(US_ASCII)).put((byte) 0);
        return field(tag, ASCII, text.length() + 1, bytes(at));
    }

    private byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(tiff.order())
                .putInt(number)
                .array();
    }

    private ByteBuffer field(int tag, short type, int count, byte... value) {
        return ByteBuffer.allocate(FIELD_BYTES)
                .order(tiff.order())
                .putShort((short) tag)
                .putShort(type)
                .putInt(count)
                .put(value)
                .flip();
    }

    /** Where in the TIFF the next byte is added, at an even offset. */
    private int end() {
        if ((tiff.limit() + added.position()) % 2 == 1) {
            added.put((byte) 0);
        }
        return tiff.limit() + added.position();
    }

    /** A list of fields, by tag (TIFF 6.0, section 2: an image file directory). */
    private final class Fields {
        private final Map<Integer, ByteBuffer> fields = new TreeMap<>();
        private final int next;
        /** Where the field is that leads to Exif's; 0 if there is none. */
        private int exif;

        Fields() {
            this.next = 0;
        }

        Fields(int offset) {
            int count = Short.toUnsignedInt(tiff.getShort(offset));
            for (int index = 0; index < count; index++) {
                int at = offset + 2 + FIELD_BYTES * index;
                ByteBuffer field = tiff.slice(at, FIELD_BYTES).order(tiff.order());
                int tag = Short.toUnsignedInt(field.getShort(0));
                exif = tag == EXIF_FIELDS ? at : exif;
                fields.put(tag, field);
            }
            this.next = tiff.getInt(offset + 2 + FIELD_BYTES * count);
        }

        int write() {
            int at = end();
            added.putShort((short) fields.size());
            fields.values().forEach(field -> added.put(field.duplicate()));
            added.putInt(next);
            return at;
        }
    }
}
