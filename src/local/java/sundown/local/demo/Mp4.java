package sundown.local.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A still video: one JPEG shown for some seconds, in an MP4 file that players and parsers read (ISO/IEC 14496-12 for
 * the boxes, 14496-14 for {@code mp4v} and {@code esds}; object type 0x6C is JPEG). The frame's bytes stand in the file
 * once a frame, so that the number of frames sets the size.
 */
final class Mp4 {
    private static final int FRAMES_A_SECOND = 25;
    private static final int TRACK = 1;
    private static final byte[] NO_CHANGE = matrix();

    private final byte[] frame;
    private final int width;
    private final int height;
    private final int frames;

    Mp4(byte[] frame, int width, int height, int frames) {
        this.frame = frame;
        this.width = width;
        this.height = height;
        this.frames = frames;
    }

    Content content() {
        byte[] fileType = box("ftyp", text("isom"), integer(512), text("isom"), text("iso2"), text("mp41"));
        int mediaOffset = fileType.length + movie(0).length + 8;
        byte[] movie = movie(mediaOffset);
        byte[] mediaHeader =
                concatenate(integer(Math.addExact(8, Math.multiplyExact(frame.length, frames))), text("mdat"));
        return Content.repeated(concatenate(fileType, movie, mediaHeader), frame, frames);
    }

    private byte[] movie(int mediaOffset) {
        return box("moov", movieHeader(), box("trak", trackHeader(), box("mdia", media(mediaOffset))));
    }

    private byte[] movieHeader() {
        return box(
                "mvhd",
                zeros(12),
                integer(FRAMES_A_SECOND),
                integer(frames),
                integer(0x00010000),
                shorts(0x0100, 0),
                zeros(8),
                NO_CHANGE,
                zeros(24),
                integer(TRACK + 1));
    }

    private byte[] trackHeader() {
        int enabledAndShown = 3;
        return box(
                "tkhd",
                integer(enabledAndShown),
                zeros(8),
                integer(TRACK),
                zeros(4),
                integer(frames),
                zeros(16),
                NO_CHANGE,
                integer(width << 16),
                integer(height << 16));
    }

    private byte[] media(int mediaOffset) {
        return concatenate(
                box("mdhd", zeros(12), integer(FRAMES_A_SECOND), integer(frames), shorts(0x55C4, 0)),
                box("hdlr", zeros(8), text("vide"), zeros(12), text("video\0")),
                box(
                        "minf",
                        box("vmhd", integer(1), zeros(8)),
                        box("dinf", box("dref", zeros(4), integer(1), box("url ", integer(1)))),
                        samples(mediaOffset)));
    }

    /** All frames have one size and stand in one chunk, which keeps the tables at a row each. */
    private byte[] samples(int mediaOffset) {
        return box(
                "stbl",
                box("stsd", zeros(4), integer(1), visualSampleEntry()),
                box("stts", zeros(4), integer(1), integer(frames), integer(1)),
                box("stsc", zeros(4), integer(1), integer(1), integer(frames), integer(1)),
                box("stsz", zeros(4), integer(frame.length), integer(frames)),
                box("stco", zeros(4), integer(1), integer(mediaOffset)));
    }

    private byte[] visualSampleEntry() {
        int pixelsAnInch = 0x00480000;
        return box(
                "mp4v",
                zeros(6),
                shorts(1),
                zeros(16),
                shorts(width, height),
                integer(pixelsAnInch),
                integer(pixelsAnInch),
                zeros(4),
                shorts(1),
                zeros(32),
                shorts(24, -1),
                elementaryStream());
    }

    private static byte[] elementaryStream() {
        byte[] decoder = descriptor(4, new byte[] {0x6C, 0x11}, zeros(11));
        byte[] synchronization = descriptor(6, new byte[] {2});
        return box("esds", zeros(4), descriptor(3, shorts(TRACK), zeros(1), decoder, synchronization));
    }

    private static byte[] descriptor(int tag, byte[]... parts) {
        byte[] body = concatenate(parts);
        return concatenate(new byte[] {(byte) tag, (byte) body.length}, body);
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] body = concatenate(parts);
        return concatenate(integer(8 + body.length), text(type), body);
    }

    private static byte[] matrix() {
        ByteBuffer identity = ByteBuffer.allocate(36);
        return identity.putInt(0, 0x00010000)
                .putInt(16, 0x00010000)
                .putInt(32, 0x40000000)
                .array();
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
        Arrays.stream(values).forEach(value -> buffer.putShort((short) value));
        return buffer.array();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zeros(int length) {
        return new byte[length];
    }

    private static byte[] concatenate(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }
}
