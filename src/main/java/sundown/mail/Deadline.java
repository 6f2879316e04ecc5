package sundown.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sundown.timeline.Group;

/**
 * A group's close as an entry for a calendar. Every mail of the group has the same entry, so a later one moves it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
 */
final class Deadline {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Longer lines go on in the next one, after a blank. */
    private static final int LINE = 75;

    private Deadline() {}

    static String of(Group group, String summary, String page, Instant now) {
        String close = TIME.format(group.dates().close());
        return List.of(
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//Sundown//Mail//EN",
                        "METHOD:PUBLISH",
                        "BEGIN:VEVENT",
                        "UID:close-" + group.id() + "@sundown",
                        "DTSTAMP:" + TIME.format(now),
                        "DTSTART:" + close,
                        "DTEND:" + close,
                        "SUMMARY:" + escaped(summary),
                        "URL:" + page,
                        "TRANSP:TRANSPARENT",
                        "END:VEVENT",
                        "END:VCALENDAR")
                .stream()
                .map(line -> folded(line) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** Counts bytes, and cuts no character. */
    private static String folded(String line) {
        StringBuilder text = new StringBuilder();
        int bytes = 0;
        for (int point : line.codePoints().toArray()) {
            String character = Character.toString(point);
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > LINE) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(character);
            bytes += more;
        }
        return text.toString();
    }
}
