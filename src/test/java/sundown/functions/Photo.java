package sundown.functions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import sundown.gallery.ItemId;

/** A file of a test's gallery; its bytes must not be changed. */
final class Photo {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
    private static final int BYTES = 200;

    private final ItemId id;
    private final String name;
    private final byte[] bytes;

    private Photo(ItemId id, String name, byte[] bytes) {
        this.id = id;
        this.name = name;
        this.bytes = bytes;
    }

    /** What Google takes for a JPEG; photos with different numbers differ. */
    static Photo jpeg(int number) {
        byte[] bytes = ByteBuffer.allocate(BYTES).put(JPEG).putInt(number).array();
        return new Photo(idOf(number), "Secret holiday %05d.jpg".formatted(number), bytes);
    }

    /** Photos with the numbers from one on. */
    static List<Photo> jpegs(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Photo::jpeg).toList();
    }

    /** A file without bytes, which Google is never asked to take. */
    static Photo empty(int number) {
        return new Photo(idOf(number), "Secret nothing %05d.jpg".formatted(number), new byte[0]);
    }

    /** A text that is named like a photo, which Google refuses when it has seen the bytes. */
    static Photo text(int number) {
        byte[] bytes = "Secret list %d: rice, lentils, tea".formatted(number).getBytes(StandardCharsets.UTF_8);
        return new Photo(idOf(number), "Secret list %05d.jpg".formatted(number), bytes);
    }

    /** The same bytes as another item. */
    Photo copy(int number) {
        return new Photo(idOf(number), "Copy of " + name, bytes);
    }

    ItemId id() {
        return id;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** A digest of the bytes in lower-case hexadecimal. */
    String digest(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ItemId idOf(int number) {
        return new ItemId("item-%05d".formatted(number));
    }
}
