package sundown.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.mail.PostOffice.Letter;
import sundown.receipt.Safety.Missing;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;

class LettersTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Path MESSAGES = Path.of("src/main/resources/mail");
    private static final UserId USER = new UserId("u-1");
    private static final Instant NOW = Instant.parse("2023-01-01T00:00:00Z");
    private static final Map<String, String> VALUES = Map.of(
            "date", "D", "moved", "M", "failed", "F", "pending", "P", "ends", "E", "amount", "<b>\"12\" & more</b>");
    private static final Map<String, String> FIGURES = Map.of(
            "opens",
            "O",
            "figures",
            "@figures.known",
            "safe",
            "4812",
            "all",
            "1234567",
            "missing",
            "188",
            "left",
            "@lost",
            "early",
            "@early",
            "lost",
            "3",
            "why",
            "@why.stopped");

    private final Functions functions = new Functions();
    private final Group group = functions.group;

    static Stream<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).toList().stream();
        }
    }

    /** Somebody who reads the page in their language reads mails in it, too. */
    @Test
    void areInTheLanguagesOfThePage() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/webui/messages"))) {
            assertThat(languages())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".json", ""))
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveEachMessageWithTheSamePlaceholdersInEachLanguage(String language) throws IOException {
        assertThat(placeholders(language)).isEqualTo(placeholders("en"));
        assertThat(placeholders("en").keySet())
                .containsAll(Stream.of(MailKind.values())
                        .flatMap(kind -> Stream.of(kind.key() + ".subject", kind.key() + ".text"))
                        .toList());
    }

    private static Map<String, Set<String>> placeholders(String language) throws IOException {
        JsonNode messages = Json.read(Files.readString(MESSAGES.resolve(language + ".json")));
        Map<String, Set<String>> all = new TreeMap<>();
        messages.properties()
                .forEach(message -> all.put(
                        message.getKey(),
                        PLACEHOLDER
                                .matcher(message.getValue().textValue())
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return all;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void leaveNoPlaceholderAndEscapeEachValue(String language) {
        for (MailKind kind : MailKind.values()) {
            Letter letter = write(kind, language);
            assertThat(letter.subject() + letter.text() + letter.html()).doesNotContain("{", "}");
            assertThat(letter.html()).doesNotContain("<b>").contains("lang=\"" + language + "\"");
            assertThat(letter.subject()).isNotBlank().doesNotContain("\n");
            assertThat(letter.unsubscribe().isPresent()).isEqualTo(kind.reminds());
            assertThat(letter.text().contains("https://example.com/unsubscribe/u-1"))
                    .isEqualTo(kind.reminds());
            assertThat(letter.text())
                    .contains("https://page.example/", "mailto:help@photos.example", "https://photos.example/help");
        }
    }

    @Test
    void sayWhyAFeeGoesBackEarly() {
        String limited = "The way you paid takes refunds only for a limited time.";
        assertThat(write(MailKind.REFUND_SENT_SUCCEEDED, "en").text()).contains(limited);
        assertThat(MailFunctions.letters()
                        .write(
                                new Mail(
                                        USER,
                                        MailKind.REFUND_SENT_SUCCEEDED,
                                        new MailId("x@1"),
                                        Map.of("amount", "12.00 EUR", "early", ""),
                                        Optional.empty()),
                                InMemoryAddressBook.recipient(USER, "en", true),
                                NOW)
                        .text())
                .doesNotContain(limited, "\n\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en,en",
        "en-GB,en",
        "pt,pt-BR",
        "zh-CN,zh-Hans",
        "zh-TW,zh-Hant",
        "zh-Hant-HK,zh-Hant",
        "de-CH,de",
        "nl,en",
        "EN,en",
        "?,en"
    })
    void areInTheClosestLanguageThatIsOffered(String wanted, String written) {
        assertThat(write(MailKind.ARCHIVE_READY, wanted).html()).contains("lang=\"" + written + "\"");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveTheDeadlineForACalendarInLinesThatFit(String language) {
        String calendar = write(MailKind.EXPORTS_OPENED, language).calendar().orElseThrow();
        assertThat(calendar.split("\r\n", -1)).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(calendar.replace("\r\n ", ""))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains("UID:close-1@sundown\r\n")
                .contains("DTSTART:20230601T000000Z\r\n")
                .contains("SUMMARY:")
                .contains("Old & Photos");
    }

    /** The whole last day is theirs, whatever the zone of their calendar. */
    @Test
    void sayTheDayThatIsPromised() {
        Group promised =
                new InMemoryTimelineStore().inForce().groupOf(new Region("DE")).orElseThrow();
        Mail mail = MailRules.notice(
                        MailKind.EXPORTS_OPENED,
                        promised,
                        USER,
                        promised.dates().exportsOpen())
                .orElseThrow();

        Letter letter = MailFunctions.letters().write(mail, InMemoryAddressBook.recipient(USER, "en", true), NOW);

        assertThat(letter.text()).contains("closes on 2023-07-31 24:00.");
        assertThat(letter.calendar().orElseThrow())
                .contains("DTSTART;VALUE=DATE:20230731\r\nDTEND;VALUE=DATE:20230801\r\n");
    }

    @ParameterizedTest
    @CsvSource({"en,'4,812','1,234,567'", "es,4.812,1.234.567", "hi,'4,812','12,34,567'", "zh-Hans,'4,812','1,234,567'"
    })
    void groupTheDigitsOfNumbersByLanguage(String language, String safe, String all) {
        assertThat(write(MailKind.CLOSE_APPROACHING, language).text()).contains(safe, all);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sayWhyPhotosAreNotSafe(String language) throws IOException {
        assertThat(placeholders(language).keySet())
                .containsAll(Stream.of(Missing.values())
                        .filter(why -> why != Missing.NOTHING)
                        .map(why -> "why." + why.code())
                        .toList());
    }

    @Test
    void haveNoDeadlineWhereTheUserHasDoneSomething() {
        assertThat(write(MailKind.TRANSFER_FINISHED, "en").calendar()).isEmpty();
    }

    @Test
    void nameNoHelpWhereTheOperatorHasSaidNone() {
        Letters letters = new Letters(
                () -> "en", () -> "Photos", () -> "https://page.example/", Optional::empty, Optional::empty);

        Letter letter = letters.write(
                new Mail(USER, MailKind.ARCHIVE_READY, new MailId("x@1"), VALUES, Optional.of(group)),
                InMemoryAddressBook.recipient(USER, "en", true),
                NOW);
        assertThat(letter.text()).endsWith("See where you stand\nhttps://page.example/\n");
    }

    @Test
    void showNobodysAddressInALog() {
        Recipient recipient = new Recipient(
                new EmailAddress("someone@example.com"), "en", true, URI.create("https://example.com/u/secret"));
        assertThat(recipient + " " + recipient.address() + " " + write(MailKind.CLOSE_APPROACHING, "en"))
                .doesNotContain("someone", "secret", "unsubscribe");
    }

    private Letter write(MailKind kind, String language) {
        Map<String, String> values = new TreeMap<>(VALUES);
        values.putAll(FIGURES);
        return MailFunctions.letters()
                .write(
                        new Mail(USER, kind, new MailId("x@1"), values, Optional.of(group)),
                        InMemoryAddressBook.recipient(USER, language, true),
                        NOW);
    }
}
