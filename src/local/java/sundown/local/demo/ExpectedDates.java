package sundown.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;

/**
 * Where the dates of a gallery must be found after its files have left it. Shares no code with what writes them, so
 * that it tells what is wrong there.
 */
public final class ExpectedDates {
    private static final DateTimeFormatter EXIF = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FFPROBE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT);
    private static final Instant FILMS_BEGIN = Instant.parse("1904-01-01T00:00:00Z");
    private static final Instant FILMS_END = FILMS_BEGIN.plusSeconds(1L << 32);
    private static final Pattern FILM_HEADERS = Pattern.compile("mvhd|tkhd|mdhd");

    /** Two times of 8 bytes after the name, version, and flags of a header. */
    private static final int FILM_HEADER_BYTES = 8 + 2 * Long.BYTES;

    /** More than all headers of a film have. */
    private static final int FILM_HEADERS_BYTES = 16 << 20;

    private static final short START_OF_SCAN = (short) 0xFFDA;

    private static final int BLOCK_BYTES = 1 << 16;

    private final ZoneId zone;

    /** @param region of the gallery's user; two capital letters */
    public ExpectedDates(String region) {
        this.zone = zone(region);
    }

    /** The zone that comes first for a region. */
    private static ZoneId zone(String region) {
        try (InputStream zones = ExpectedDates.class.getResourceAsStream("/zones.txt")) {
            return new String(zones.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(region + " "))
                    .map(line -> ZoneId.of(line.split(" ", -1)[1]))
                    .findFirst()
                    .orElse(ZoneOffset.UTC);
        } catch (IOException unreadable) {
            throw new IllegalStateException("zones.txt is missing", unreadable);
        }
    }

    /** Where a reader finds the date of an item. */
    enum Place {
        /** Where it was before. */
        INSIDE("in the file"),
        ADDED("added to the file"),
        /** In a file beside it, if there can be one. */
        BESIDE("in a file beside it"),
        /** The gallery does not know it, or the file is broken. */
        NOWHERE("");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        /** What an archive's list says of it. */
        String words() {
            return words;
        }
    }

    Place place(GalleryItem item) throws IOException {
        DateReader before = DateReader.read(item.content());
        if (item.takenAt().isEmpty()) {
            return Place.NOWHERE;
        }
        if (before.hasDate()) {
            return Place.INSIDE;
        }
        if (before.broken() || (before.isJpeg() && picture(item.content()).length == 0)) {
            return Place.NOWHERE;
        }
        boolean fits = !before.isFilm()
                || (taken(item).isAfter(FILMS_BEGIN) && taken(item).isBefore(FILMS_END));
        return before.takesDate() && fits ? Place.ADDED : Place.BESIDE;
    }

    private static Instant taken(GalleryItem item) {
        return item.takenAt().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The time on a clock where the item was taken, or else where its owner is. */
    private LocalDateTime local(GalleryItem item) {
        return LocalDateTime.ofInstant(
                taken(item),
                item.takenAtOffset().isPresent() ? item.takenAtOffset().get() : zone);
    }

    private static String offset(GalleryItem item) {
        return item.takenAtOffset().map(ZoneOffset::toString).orElse("");
    }

    private static String exifOffset(GalleryItem item) {
        return offset(item).replace("Z", "+00:00");
    }

    /** The date as a file beside the item must have it. */
    String xmp(GalleryItem item) {
        return local(item) + offset(item);
    }

    /** The dates that other programs must read in a file to which one was added. */
    List<String> read(GalleryItem item) throws IOException {
        String utc = EXIF.format(taken(item).atOffset(ZoneOffset.UTC));
        return DateReader.read(item.content()).isFilm()
                ? List.of(utc, FFPROBE.format(taken(item).atOffset(ZoneOffset.UTC)))
                : Stream.of(EXIF.format(local(item)), exifOffset(item))
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    /** True if a file is what must arrive of an item. */
    boolean fits(GalleryItem item, Place place, Path arrived) throws IOException {
        Content after = Content.onDisk(arrived);
        if (place != Place.ADDED) {
            return after.digest("SHA-256").equals(item.content().digest("SHA-256"));
        }
        DateReader date = DateReader.read(after);
        return date.isFilm()
                ? date.created().equals(Set.of(taken(item))) && isFilmWithTimes(item, after)
                : date.original().equals(Optional.of(EXIF.format(local(item)) + exifOffset(item)))
                        && Arrays.equals(picture(item.content()), picture(after));
    }

    /** The bytes of a JPEG from the first start of a scan on, before which segments have lengths; none if it is cut. */
    private static byte[] picture(Content jpeg) throws IOException {
        byte[] file;
        try (InputStream in = jpeg.open()) {
            file = in.readAllBytes();
        }
        ByteBuffer segments = ByteBuffer.wrap(file);
        int at = 2;
        while (at + Integer.BYTES <= file.length && segments.getShort(at) != START_OF_SCAN) {
            at += 2 + Short.toUnsignedInt(segments.getShort(at + 2));
        }
        return Arrays.copyOfRange(file, Math.min(at, file.length), file.length);
    }

    /** Whether a film differs in nothing but its times, each of which was 0 and is the item's. */
    private static boolean isFilmWithTimes(GalleryItem item, Content after) throws IOException {
        long first = firstDifference(item.content(), after);
        if (first < 0) {
            return false;
        }
        long begin = Math.max(0, first - FILM_HEADER_BYTES);
        try (InputStream film = item.content().open();
                InputStream found = after.open()) {
            film.skipNBytes(begin);
            found.skipNBytes(begin);
            byte[] expected = film.readNBytes(FILM_HEADERS_BYTES);
            writeTimes(expected, Duration.between(FILMS_BEGIN, taken(item)).toSeconds());
            return Arrays.equals(expected, found.readNBytes(FILM_HEADERS_BYTES)) && firstDifference(film, found) < 0;
        }
    }

    private static void writeTimes(byte[] headers, long seconds) {
        ByteBuffer bytes = ByteBuffer.wrap(headers);
        Matcher header = FILM_HEADERS.matcher(new String(headers, ISO_8859_1));
        while (header.find()) {
            int version = header.end();
            int times = version + Integer.BYTES;
            if (bytes.get(version) == 0) {
                bytes.putInt(times, (int) seconds).putInt(times + Integer.BYTES, (int) seconds);
            } else {
                bytes.putLong(times, seconds).putLong(times + Long.BYTES, seconds);
            }
        }
    }

    private static long firstDifference(Content one, Content other) throws IOException {
        try (InputStream first = one.open();
                InputStream second = other.open()) {
            return firstDifference(first, second);
        }
    }

    /** The offset of the first bytes that differ; -1 if the streams are equal. */
    private static long firstDifference(InputStream one, InputStream other) throws IOException {
        long offset = 0;
        while (true) {
            byte[] first = one.readNBytes(BLOCK_BYTES);
            int difference = Arrays.mismatch(first, other.readNBytes(BLOCK_BYTES));
            if (difference >= 0 || first.length == 0) {
                return difference < 0 ? difference : offset + difference;
            }
            offset += first.length;
        }
    }
}
