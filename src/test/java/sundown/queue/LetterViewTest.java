package sundown.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.template.NamedResources;

/** Operators read of a dead letter who it is about and why it cannot be read, and no secret. */
class LetterViewTest {
    private static final Instant SENT = Instant.parse("2023-06-02T00:00:00Z");

    /** The queues of the messages that are written today. */
    private static final Map<String, String> GOLDEN = Map.ofEntries(
            Map.entry("advance", "dates"),
            Map.entry("archive", "archives"),
            Map.entry("closing", "closings"),
            Map.entry("count", "progress"),
            Map.entry("group-mail", "group-mails"),
            Map.entry("inventory", "inventories"),
            Map.entry("membership", "memberships"),
            Map.entry("plan", "purge-plans"),
            Map.entry("purge", "purges"),
            Map.entry("refund", "refunds"),
            Map.entry("sweep", "sweep"),
            Map.entry("transfer", "transfers"));

    @Test
    void canBeReadAsItsFunctionReadsIt() throws IOException {
        Path folder = Path.of("src", "test", "resources", "golden", "messages");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", ""))
                            .filter(name -> !name.endsWith("-read"))
                            .collect(Collectors.toSet()))
                    .isEqualTo(GOLDEN.keySet());
        }
        for (Map.Entry<String, String> message : GOLDEN.entrySet()) {
            String body = Json.read(Files.readString(folder.resolve(message.getKey() + ".json")))
                    .at("/full/body")
                    .toString();
            assertThat(view(message.getValue(), body).unreadable())
                    .as(message.getKey())
                    .isEmpty();
            assertThat(view(message.getValue(), "{}").unreadable())
                    .as(message.getKey())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "refunds, not JSON, not JSON at line 1",
                "refunds, [], not an object",
                "transfers, |{\"userId\": 7}|, userId is missing or not valid",
                "purges, |{\"job\": \"purge-1\"}|, run is missing",
                "mails, |{\"report\": \"Postcard\", \"user\": \"dQ\", \"mail\": \"bQ\"}|, not the id of a mail"
            })
    void saysWhyItCannotBeRead(String queue, String body, String why) {
        assertThat(view(queue, body).unreadable()).contains(why);
    }

    /** A dead-letter queue that stands for no queue carries anything. */
    @Test
    void readsTheMessagesOfEachQueueThatAFunctionWorksOn() {
        String queues = NamedResources.DERIVED.get("ALL_QUEUES");
        assertThat(Stream.of(queues.split("; *", -1)).map(queue -> queue.split(" +", -1)))
                .filteredOn(queue -> queue.length == 3)
                .hasSizeGreaterThan(10)
                .allSatisfy(queue -> assertThat(view(queue[0], "not JSON").unreadable())
                        .as(queue[0])
                        .isPresent());
    }

    @Test
    void saysNothingOfAQueueThatCarriesAnything() {
        assertThat(view("events", "not JSON").unreadable()).isEmpty();
    }

    @Test
    void hasNoMaskOverUsersAndTimes() {
        String body = "{\"userId\": \"u-4711\", \"at\": \"2023-06-02T00:00:00Z\", \"correlationId\": \"4b1e\"}";
        assertThat(view("refunds", body).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"refreshToken\": \"SECRET\"}",
                "{\"Client_Secret\":\"a\\\"SECRET\"}",
                "{\"password\" : \"SECRET",
                "{\"apiKey\": \"SECRET\", \"x\": 1}",
                "Authorization: Bearer SECRET",
                "key=sk_live_SECRET",
                "rk_test_SECRET whsec_SECRET",
                "eyJhbGciOiJSUzI1NiJ9.SECRET.SECRET",
                "{\"to\": \"SECRET@example.org\"}",
                "SECRET+tag@SECRET.example"
            })
    void hasAMaskOverWhatLooksLikeASecret(String body) {
        assertThat(view("refunds", body).body()).contains("***").doesNotContain("SECRET");
    }

    @Test
    void isCutShortAndInOneLine() {
        assertThat(view("refunds", "a".repeat(3_000)).body()).hasSize(2_001).endsWith("a…");
        assertThat(view("refunds", "one\nother\u202e").body()).isEqualTo("one?other?");
    }

    /** A secret at the cut has lost its last quotation mark. */
    @Test
    void masksASecretThatIsCut() {
        String body = "{\"x\": \"" + "a".repeat(1_950) + "\", \"password\": \"" + "SECRET".repeat(100) + "\"}";
        assertThat(view("refunds", body).body()).doesNotContain("SECRET");
    }

    @Test
    void isNotLogged() {
        assertThat(view("refunds", "{}")).hasToString("LetterView[m-1]");
    }

    private static LetterView view(String queue, String body) {
        return LetterView.of(new QueueName(queue), new DeadLetter(new MessageId("m-1"), SENT, 5, body));
    }
}
