package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;

@FunctionTest
class PublishEventsTest extends EmptyInstallation {
    private static final String FUNCTION = "publish-events";
    private static final String NEW_IMAGE = "/Records/0/dynamodb/NewImage";

    @Test
    void publishesTheEndOfATransferAndNothingOfItsUserButTheId() throws Exception {
        assertThat(sundown.work(FUNCTION, finished())).isEmpty();

        assertThat(sundown.events()).singleElement().satisfies(event -> {
            assertThat(event.path("Source").asText()).isEqualTo("sundown");
            assertThat(event.path("DetailType").asText()).isEqualTo("transfer-finished");
            assertThat(event.toString()).doesNotContain("someone@example.com", "117463920581736402918", "c2VhbGVk");
        });
        JsonNode detail = details().getFirst();
        assertThat(detail.path("userId").asText()).isEqualTo("user-1");
        assertThat(detail.path("at").asText()).isEqualTo("2026-11-24T12:34:56Z");
        assertThat(detail.at("/items/done").asInt()).isEqualTo(97);
        LogAudit.require(sundown.log.lines(), "c2VhbGVk");
    }

    @Test
    void publishesTheOpeningOfAGroupWithTheDatesInForce() throws Exception {
        Instant opening = sundown.timeline().groups().getFirst().dates().exportsOpen();
        Map<String, Object> advance = Map.of(
                "group", Map.of("S", "advance-1"),
                "version", Map.of("N", "2"),
                "acted",
                        Map.of(
                                "M",
                                Map.of(
                                        "EXPORTS_OPEN",
                                        Map.of(
                                                "N",
                                                "%d.%09d".formatted(opening.getEpochSecond(), opening.getNano())))));
        Event event = Event.of(FUNCTION)
                .from(sundown.variable("GROUPS_TABLE"))
                .without("/Records/0/dynamodb/OldImage")
                .with(NEW_IMAGE, advance);

        assertThat(sundown.work(FUNCTION, event)).isEmpty();

        assertThat(details())
                .extracting(detail -> detail.path("event").asText())
                .containsExactly("group-phase-changed", "exports-opened");
        assertThat(details())
                .allSatisfy(detail ->
                        assertThat(detail.at("/dates/exportsOpen").asText()).isEqualTo(opening.toString()));
    }

    @Test
    void callsPeopleToARefundThatNobodyElseIsToldOf() throws Exception {
        Map<String, Object> refund = Map.ofEntries(
                text("chargeId", "ch_manual"),
                text("userId", "user-1"),
                text("group", "1"),
                number("fee", "1250"),
                text("feeCurrency", "EUR"),
                number("openedAt", "1795523015"),
                text("state", "MANUAL"),
                text("reason", "UNKNOWN_CHARGE"),
                number("at", "1795523015"),
                number("version", "2"));
        Event event = Event.of(FUNCTION)
                .from(sundown.variable("REFUNDS_TABLE"))
                .without("/Records/0/dynamodb/OldImage")
                .with(NEW_IMAGE, refund);

        assertThat(sundown.work(FUNCTION, event)).isEmpty();

        assertThat(sundown.events()).isEmpty();
        assertThat(sundown.log.awaited(1, "the refund of user user-1 needs people: UNKNOWN_CHARGE"))
                .hasSize(1);
        LogAudit.require(sundown.log.lines());
    }

    private static Map.Entry<String, Object> text(String name, String value) {
        return Map.entry(name, Map.of("S", value));
    }

    private static Map.Entry<String, Object> number(String name, String value) {
        return Map.entry(name, Map.of("N", value));
    }

    private Event finished() {
        return Event.of(FUNCTION).from(sundown.variable("TRANSFERS_TABLE"));
    }

    private List<JsonNode> details() {
        return sundown.events().stream()
                .map(event -> Json.read(event.path("Detail").asText()))
                .toList();
    }
}
