package sundown.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.edge.Json;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.PostOffice.Letter;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Group;

/**
 * Writes letters in the languages of their readers, from the messages in {@code mail/<language>.json}. A reader gets
 * English when their language is not offered. Dates are numbers, which every language reads alike: local dates as they
 * are promised, and instants in UTC.
 */
@Singleton
public final class Letters {
    private static final String ENGLISH = "en";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String TEXT = "@";
    private static final Set<String> TRADITIONAL_CHINESE = Set.of("TW", "HK", "MO");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Provider<String> languages;
    private final Provider<String> brand;
    private final Provider<String> page;
    private final Provider<Optional<String>> support;
    private final Provider<Optional<String>> help;
    private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();

    /**
     * Writes for a photo cloud.
     *
     * @param languages that are offered, with blanks between them
     * @param brand its name
     * @param page where its users see where they stand
     * @param support where they ask, if the operator has said
     * @param help where the operator answers, if they have said
     */
    public Letters(
            @ConfigProperty(name = "MAIL_LANGUAGES") Provider<String> languages,
            @ConfigProperty(name = "MAIL_BRAND") Provider<String> brand,
            @ConfigProperty(name = "PAGE_URI") Provider<String> page,
            @ConfigProperty(name = "SUPPORT_URI") Provider<Optional<String>> support,
            @ConfigProperty(name = "HELP_URI") Provider<Optional<String>> help) {
        this.languages = languages;
        this.brand = brand;
        this.page = page;
        this.support = support;
        this.help = help;
    }

    /** A date as letters show it. */
    static String date(Instant at) {
        return DATE.format(at);
    }

    /** An opening as letters show it: the promised day, which begins where its first readers live. */
    static String opening(Dates dates) {
        return Optional.ofNullable(dates.promised().get(DateName.EXPORTS_OPEN))
                .map(LocalDate::toString)
                .orElseGet(() -> date(dates.exportsOpen()));
    }

    /** A close as letters show it: the promised day has 24 hours wherever its readers live. */
    static String close(Dates dates) {
        return Optional.ofNullable(dates.promised().get(DateName.CLOSE))
                .map(day -> day + " 24:00")
                .orElseGet(() -> date(dates.close()));
    }

    /** The letter of a mail. */
    Letter write(Mail mail, Recipient recipient, Instant now) {
        String language = offered(recipient.language());
        Map<String, String> values = values(language, mail);
        String subject = text(language, mail.kind().key() + ".subject", values);
        Optional<URI> unsubscribe =
                Optional.of(recipient.unsubscribe()).filter(_ -> mail.kind().reminds());
        List<String> paragraphs = Stream.of(
                        text(language, mail.kind().key() + ".text", values).split("\n", -1))
                .filter(paragraph -> !paragraph.isBlank())
                .toList();
        List<Link> links = Stream.of(
                        Map.entry("page", Optional.of(page.get())),
                        Map.entry("help", help.get()),
                        Map.entry("support", support.get()),
                        Map.entry("unsubscribe", unsubscribe.map(URI::toASCIIString)))
                .flatMap(link -> link.getValue().stream()
                        .map(address -> new Link(text(language, link.getKey(), values), address)))
                .toList();
        return new Letter(
                subject,
                String.join("\n\n", paragraphs) + "\n\n"
                        + String.join("\n\n", links.stream().map(Link::text).toList()) + "\n",
                html(language, subject, paragraphs, links),
                mail.group()
                        .filter(_ -> mail.kind().hasDeadline())
                        .map(group -> Deadline.write(group, text(language, "calendar", values), page.get(), now)),
                unsubscribe);
    }

    /** A sentence with an address. */
    private record Link(String sentence, String address) {
        private String text() {
            return sentence + "\n" + address;
        }

        private String html() {
            return "<p><a href=\"%s\">%s</a></p>".formatted(escaped(address), escaped(sentence));
        }
    }

    private static String html(String language, String subject, List<String> paragraphs, List<Link> links) {
        String direction = language.equals("ar") ? "rtl" : "ltr";
        return "<!doctype html><html lang=\"%s\" dir=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title></head><body>%s%s</body></html>"
                .formatted(
                        language,
                        direction,
                        escaped(subject),
                        String.join(
                                "",
                                paragraphs.stream()
                                        .map(text -> "<p>" + escaped(text) + "</p>")
                                        .toList()),
                        String.join("", links.stream().map(Link::html).toList()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns the language, or one with the same first part: {@code en} for {@code en-GB}. */
    private String offered(String wanted) {
        List<String> all = List.of(languages.get().split(" ", -1));
        return all.stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .or(() -> all.stream()
                        .filter(language -> writing(language).equals(writing(wanted)))
                        .findFirst())
                .orElse(ENGLISH);
    }

    /** The language of a tag, whatever its region. Chinese is written in two ways, and a region may tell which. */
    private static String writing(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!locale.getLanguage().equals("zh")) {
            return locale.getLanguage();
        }
        boolean traditional = locale.getScript().isEmpty()
                ? TRADITIONAL_CHINESE.contains(locale.getCountry())
                : locale.getScript().equals("Hant");
        return traditional ? "zh-Hant" : "zh-Hans";
    }

    private String text(String language, String key, Map<String, String> values) {
        Matcher placeholders = PLACEHOLDER.matcher(Json.text(messages.computeIfAbsent(language, Letters::read), key));
        return placeholders.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** Numbers come first: other values may have them. */
    private Map<String, String> values(String language, Mail mail) {
        Map<String, String> values = new HashMap<>(mail.values());
        values.replaceAll((_, value) -> NUMBER.matcher(value).matches() ? number(language, value) : value);
        Stream.of("why", "figures", "left", "early")
                .filter(name -> values.getOrDefault(name, "").startsWith(TEXT))
                .forEach(name ->
                        values.put(name, text(language, values.get(name).substring(TEXT.length()), values)));
        values.put("brand", brand.get());
        return values;
    }

    /** Digits in groups of three; in Hindi, two after the last three. */
    private String number(String language, String digits) {
        String groups = language.equals("hi") ? "(?<=\\d)(?=(\\d\\d)*\\d{3}$)" : "(?<=\\d)(?=(\\d{3})+$)";
        return digits.replaceAll(groups, text(language, "thousands", Map.of()));
    }

    private static JsonNode read(String language) {
        try (InputStream file = Letters.class.getResourceAsStream("/mail/" + language + ".json")) {
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A group's close as an entry for a calendar: the whole last day, if that is promised. Every mail of the group has
     * the same entry, so a later one moves it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>
     */
    static final class Deadline {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

        /** Longer lines go on in the next one, after a blank. */
        private static final int LINE_BYTES_MAX = 75;

        private Deadline() {}

        static String write(Group group, String summary, String page, Instant now) {
            Optional<LocalDate> day =
                    Optional.ofNullable(group.dates().promised().get(DateName.CLOSE));
            String close = ":" + TIME.format(group.dates().close());
            return List.of(
                            "BEGIN:VCALENDAR",
                            "VERSION:2.0",
                            "PRODID:-//Sundown//Mail//EN",
                            "METHOD:PUBLISH",
                            "BEGIN:VEVENT",
                            "UID:close-" + group.id() + "@sundown",
                            "DTSTAMP:" + TIME.format(now),
                            "DTSTART" + day.map(Deadline::day).orElse(close),
                            "DTEND" + day.map(last -> day(last.plusDays(1))).orElse(close),
                            "SUMMARY:" + escaped(summary),
                            "URL:" + page,
                            "TRANSP:TRANSPARENT",
                            "END:VEVENT",
                            "END:VCALENDAR")
                    .stream()
                    .map(line -> folded(line) + "\r\n")
                    .collect(Collectors.joining());
        }

        private static String day(LocalDate date) {
            return ";VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
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
                if (bytes + more > LINE_BYTES_MAX) {
                    text.append("\r\n ");
                    bytes = 1;
                }
                text.append(character);
                bytes += more;
            }
            return text.toString();
        }
    }
}
