package sundown.cli.adopt;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** A form of dates. One that is not valid fails with a DateTimeException, or a NumberFormatException. */
@FunctionalInterface
interface Dates {
    Instant read(String text);

    /**
     * The form of this name.
     *
     * @param name {@code iso} for instants of ISO 8601 with their offset, {@code epochSeconds},
     *     {@code epochMilliseconds}, or a pattern of {@link DateTimeFormatter} such as {@code yyyy-MM-dd HH:mm:ss},
     *     read as UTC where it has no offset, and as 0 o'clock where it has no time
     * @throws IllegalArgumentException when it is none of them
     */
    static Dates of(String name) {
        return switch (name) {
            case "iso" -> Instant::parse;
            case "epochSeconds" -> text -> Instant.ofEpochSecond(Long.parseLong(text));
            case "epochMilliseconds" -> text -> Instant.ofEpochMilli(Long.parseLong(text));
            default -> {
                DateTimeFormatter pattern = new DateTimeFormatterBuilder()
                        .appendPattern(name)
                        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                        .toFormatter(Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
                yield text -> pattern.parse(text, Instant::from);
            }
        };
    }
}
