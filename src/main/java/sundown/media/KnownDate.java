package sundown.media;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import sundown.gallery.Item;

/**
 * The date of a photo or video that the gallery knows.
 *
 * @param at to the second
 * @param local the time on a clock where it was taken, or else where its owner's account is
 * @param offset of the local time from UTC, if the gallery knows it
 */
public record KnownDate(Instant at, LocalDateTime local, Optional<ZoneOffset> offset) {
    private static final DateTimeFormatter EXIF = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    /**
     * The date of an item.
     *
     * @param zone the zone in which to read the time of an item without an offset
     */
    public static Optional<KnownDate> of(Item item, ZoneId zone) {
        return item.takenAt()
                .map(taken -> taken.truncatedTo(ChronoUnit.SECONDS))
                .map(at -> new KnownDate(
                        at,
                        LocalDateTime.ofInstant(
                                at,
                                item.takenAtOffset()
                                        .<ZoneId>map(offset -> offset)
                                        .orElse(zone)),
                        item.takenAtOffset()));
    }

    /** The local time as Exif has it (Exif 3.0, 4.6.6.4); only a year of four digits fits. */
    Optional<String> exif() {
        return Optional.of(local)
                .filter(date -> date.getYear() >= 1 && date.getYear() <= 9999)
                .map(EXIF::format);
    }

    /** The offset as Exif has it (Exif 3.0, 4.6.6.4): {@code +02:00}. */
    Optional<String> exifOffset() {
        return offset.map(OFFSET::format);
    }

    /** The local time as XMP has it (ISO 16684-1, 8.2.1.2), with its offset if that is known. */
    public String xmp() {
        return offset.map(known -> OffsetDateTime.of(local, known).toString()).orElseGet(local::toString);
    }
}
