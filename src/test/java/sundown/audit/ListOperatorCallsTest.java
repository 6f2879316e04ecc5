package sundown.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.edge.OperatorRequests;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.CallRecords.Kind;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;

class ListOperatorCallsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");
    private static final int SEARCHED = 5_000;

    private final ManualClock clock = new ManualClock(MIDNIGHT.plus(Duration.ofHours(12)));
    private final InMemoryCallRecords records = new InMemoryCallRecords();
    private final ListOperatorCalls query = new ListOperatorCalls(records, clock);

    @Test
    void listsDecisionsAcrossDaysAndMonths() {
        record(Kind.DECISION, MIDNIGHT.minus(Duration.ofDays(200)), "plan-purge", "Ada");
        record(Kind.DECISION, MIDNIGHT.minusNanos(1), "abort-purge", "Ada");
        record(Kind.DECISION, MIDNIGHT, "abort-purge", "Ada");
        record(Kind.NOTED_LOOK, MIDNIGHT, "look-up-user", "Ada");
        record(Kind.LOOK, MIDNIGHT, "get-purge", "Ada");

        assertThat(times(list(Map.of())))
                .containsExactly("2026-11-29T00:00:00Z", "2026-11-28T23:59:59.999999999Z", "2026-05-13T00:00:00Z");
        assertThat(times(list(Map.of("day", "2026-11-28"))))
                .containsExactly("2026-11-28T23:59:59.999999999Z", "2026-05-13T00:00:00Z");
        assertThat(list(Map.of()).has("looks")).isFalse();
    }

    @Test
    void listsNotedLooksAmongDecisionsAndCountsTheOthers() {
        record(Kind.DECISION, MIDNIGHT, "abort-purge", "Ada");
        record(Kind.NOTED_LOOK, MIDNIGHT.plusSeconds(1), "look-up-user", "Ada");
        record(Kind.DECISION, MIDNIGHT.plusSeconds(2), "abort-purge", "Bob");
        record(Kind.LOOK, MIDNIGHT.minusSeconds(60), "get-purge", "Ada");
        record(Kind.LOOK, MIDNIGHT, "get-purge", "Ada");
        record(Kind.LOOK, MIDNIGHT.plusSeconds(60), "get-purge", "Ada");
        record(Kind.LOOK, MIDNIGHT, "list-holds", "Bob");

        JsonNode first = list(Map.of("kind", "ALL", "limit", 2));
        JsonNode second = list(
                Map.of("kind", "ALL", "limit", 2, "after", first.path("next").asText()));

        assertThat(first.path("calls").findValuesAsText("function")).containsExactly("abort-purge", "look-up-user");
        assertThat(first.path("looks")).isEqualTo(Json.read("""
                        [{"by": "Ada", "subject": "op-Ada", "function": "get-purge", "count": 2},
                         {"by": "Bob", "subject": "op-Bob", "function": "list-holds", "count": 1}]
                        """));
        assertThat(second.path("calls").findValuesAsText("function")).containsExactly("abort-purge");
        assertThat(second.has("looks")).isFalse();
        assertThat(list(Map.of("kind", "ALL", "day", "2026-11-28"))
                        .at("/looks/0/count")
                        .asInt())
                .isOne();
    }

    @Test
    void findsTheCallsOfAFunctionAnOperatorAGroupAndAUser() {
        record(Kind.DECISION, MIDNIGHT, "abort-purge", "Ada");
        record(Kind.DECISION, MIDNIGHT.plusSeconds(1), "abort-purge", "Bob");
        record(Kind.DECISION, MIDNIGHT.plusSeconds(2), "hold-account", "Ada", Map.of("group", "2", "user", "u1"));

        assertThat(times(list(Map.of("function", "abort-purge", "by", "op-Ada"))))
                .containsExactly("2026-11-29T00:00:00Z");
        assertThat(times(list(Map.of("function", "abort-purge")))).hasSize(2);
        assertThat(times(list(Map.of("by", "ada")))).hasSize(2);
        assertThat(times(list(Map.of("group", "1")))).hasSize(2);
        JsonNode held = list(Map.of("userId", "u1")).path("calls");
        assertThat(held).hasSize(1);
        assertThat(held.at("/0/group").asText()).isEqualTo("2");
        assertThat(held.at("/0/userId").asText()).isEqualTo("u1");
        assertThat(times(list(Map.of("userId", "u2")))).isEmpty();
    }

    @Test
    void looksForNothingBeforeAYearOfSilence() {
        record(Kind.DECISION, Instant.parse("2025-12-31T23:59:59Z"), "plan-purge", "Ada");
        record(Kind.DECISION, Instant.parse("2024-12-31T23:59:59Z"), "plan-purge", "Ada");

        assertThat(times(list(Map.of()))).containsExactly("2025-12-31T23:59:59Z");
        assertThat(times(list(Map.of("day", "2025-11-30")))).containsExactly("2024-12-31T23:59:59Z");
    }

    /** Many rows are passed over in one call, and the others by the next page. */
    @Test
    void searchesALongTimePageByPage() {
        record(Kind.DECISION, MIDNIGHT, "approve-purge", "Ada");
        IntStream.rangeClosed(1, SEARCHED)
                .forEach(second -> record(Kind.DECISION, MIDNIGHT.plusSeconds(second), "plan-purge", "Ada"));

        JsonNode first = list(Map.of("function", "approve-purge"));
        JsonNode second = list(
                Map.of("function", "approve-purge", "after", first.path("next").asText()));

        assertThat(times(first)).isEmpty();
        assertThat(times(second)).containsExactly("2026-11-29T00:00:00Z");
        assertThat(second.has("next")).isFalse();
    }

    private void record(Kind kind, Instant at, String called, String by) {
        record(kind, at, called, by, Map.of("group", "1"));
    }

    private void record(Kind kind, Instant at, String called, String by, Map<String, String> about) {
        CallId id = kind == Kind.LOOK ? CallId.ofLooks(at, called, SampleOperators.named(by)) : CallId.of(at, "none");
        records.put(new CallRecord(
                id,
                kind,
                called,
                SampleOperators.named(by),
                Set.of(Role.PURGE_APPROVER),
                false,
                about,
                Optional.empty(),
                CallRecord.DONE));
    }

    private JsonNode list(Map<String, Object> call) {
        return OperatorRequests.answer(OperatorRequests.ask(
                query,
                OperatorRequests.by(SampleOperators.named("Vera"), Set.of(Role.VIEWER), clock.instant(), call),
                clock));
    }

    private static List<String> times(JsonNode page) {
        return page.path("calls").findValuesAsText("at");
    }
}
