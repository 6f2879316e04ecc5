package sundown.functions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sundown.gallery.Item.ItemId;
import sundown.media.DatedFiles;

/** A file of a test's gallery; its bytes must not be changed. */
@SuppressWarnings("ArrayRecordComponent") // photos are never compared
record Photo(ItemId id, String name, String album, Optional<Instant> takenAt, byte[] bytes) {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
    private static final int BYTES = 200;

    private static final String ALBUM = "Secret album";

    /** A file of which the gallery knows no date. */
    private Photo(int number, String name, byte[] bytes) {
        this(idOf(number), name, ALBUM, Optional.empty(), bytes);
    }

    /** What Google takes for a JPEG; photos with different numbers differ. */
    static Photo jpeg(int number) {
        byte[] bytes = ByteBuffer.allocate(BYTES).put(JPEG).putInt(number).array();
        return new Photo(number, "Secret holiday %05d.jpg".formatted(number), bytes);
    }

    /** Photos with the numbers from one on. */
    static List<Photo> jpegs(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Photo::jpeg).toList();
    }

    /** A file without bytes, which Google is never asked to take. */
    static Photo empty(int number) {
        return new Photo(number, "Secret nothing %05d.jpg".formatted(number), new byte[0]);
    }

    /** A text that is named like a photo, which Google refuses when it has seen the bytes. */
    static Photo text(int number) {
        byte[] bytes = "Secret list %d: rice, lentils, tea".formatted(number).getBytes(StandardCharsets.UTF_8);
        return new Photo(number, "Secret list %05d.jpg".formatted(number), bytes);
    }

    /** A photo of any size; photos with different numbers differ. */
    static Photo large(int number, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(number).nextBytes(bytes);
        return new Photo(number, "Secret panorama %05d.jpg".formatted(number), bytes);
    }

    /** Files of the sample gallery, of which the gallery knows the date. */
    static List<Photo> dated(String... files) {
        return IntStream.range(0, files.length)
                .mapToObj(number -> new Photo(
                        idOf(number),
                        files[number],
                        ALBUM,
                        Optional.of(DatedFiles.TAKEN_AT),
                        DatedFiles.file(files[number])))
                .toList();
    }

    /** This file as Sundown sends it, with its date. */
    Photo withDate() {
        return new Photo(id, name, album, takenAt, DatedFiles.withDate(name));
    }

    /** The same by another name, in another album. */
    Photo named(String otherName, String otherAlbum) {
        return new Photo(id, otherName, otherAlbum, takenAt, bytes);
    }

    /** The same bytes as another item. */
    Photo copy(int number) {
        return new Photo(idOf(number), "Copy of " + name, album, takenAt, bytes);
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
