package sundown.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.media.DateInside.Absent;
import sundown.media.Splice.Spliced;

/** The files of the sample gallery with and without dates inside, and a date that the gallery knows of them. */
public final class DatedFiles {
    /** 11:35:04 in Kolkata. */
    public static final Instant TAKEN_AT = Instant.parse("2019-08-07T06:05:04Z");

    /** A part of the date inside dated.jpg. */
    public static final String INSIDE = "2015:01:02";

    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private DatedFiles() {}

    public static byte[] file(String name) {
        try (InputStream in = DatedFiles.class.getResourceAsStream("/sundown/local/demo/gallery/dates/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static KnownDate known() {
        return KnownDate.of(taken(Optional.of(TAKEN_AT)), ZONE).orElseThrow();
    }

    private static Item taken(Optional<Instant> at) {
        return new Item(
                new Item.ItemId("i1"),
                new sundown.gallery.ObjectKey("1/u1/i1"),
                "a.jpg",
                1,
                Set.of(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE);
    }

    /** Looks at a file of which so many bytes are at hand. */
    static DateInside look(String name, byte[] file, int headBytes, Optional<KnownDate> known) {
        try {
            return DateInside.look(
                    name,
                    Arrays.copyOf(file, Math.min(file.length, headBytes)),
                    (offset, length) -> Arrays.copyOfRange(
                            file, (int) Math.min(offset, file.length), (int) Math.min(file.length, offset + length)),
                    known);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A file with the known date, as it is sent. */
    public static byte[] withDate(String name) {
        byte[] file = file(name);
        DateInside found = look(name, file, DateInside.HEAD_BYTES_MAX, Optional.of(known()));
        return found instanceof Absent(List<Splice> additions) ? changed(file, additions, 0) : file;
    }

    /** What may be sent of an item's file: with its date in one of these zones, where that is added. */
    public static List<byte[]> taken(Item item, byte[] file, List<ZoneId> zones) {
        return item.takenAt().isEmpty()
                ? List.of(file)
                : zones.stream()
                        .map(zone -> look(item.name(), file, DateInside.HEAD_BYTES_MAX, KnownDate.of(item, zone)))
                        .map(found ->
                                found instanceof Absent(List<Splice> additions) ? changed(file, additions, 0) : file)
                        .toList();
    }

    static byte[] changed(byte[] file, List<Splice> changes, int begin) {
        try (InputStream spliced =
                new Spliced(changes, new java.io.ByteArrayInputStream(file, begin, file.length - begin), begin)) {
            return spliced.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
