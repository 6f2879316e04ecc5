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
import sundown.edge.OperatorRequests;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
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
    void listsTheCallsOfToday() {
        record(MIDNIGHT.minusNanos(1), "abort-purge", "Ada");
        record(MIDNIGHT, "abort-purge", "Ada");

        JsonNode page = list(Map.of());

        assertThat(page.path("day").asText()).isEqualTo("2026-11-29");
        assertThat(times(page)).containsExactly("2026-11-29T00:00:00Z");
        assertThat(times(list(Map.of("day", "2026-11-28")))).containsExactly("2026-11-28T23:59:59.999999999Z");
    }

    @Test
    void goesOnWithADayThatHasEndedMeanwhile() {
        record(MIDNIGHT, "abort-purge", "Ada");
        record(MIDNIGHT.plusSeconds(1), "abort-purge", "Ada");
        JsonNode first = list(Map.of("limit", 1));
        clock.advance(Duration.ofDays(1));

        JsonNode second = list(Map.of("limit", 1, "after", first.path("next").asText()));

        assertThat(times(first)).containsExactly("2026-11-29T00:00:01Z");
        assertThat(times(second)).containsExactly("2026-11-29T00:00:00Z");
    }

    @Test
    void findsTheCallsOfAFunctionAndOfAnOperator() {
        record(MIDNIGHT, "abort-purge", "Ada");
        record(MIDNIGHT.plusSeconds(1), "abort-purge", "Bob");
        record(MIDNIGHT.plusSeconds(2), "get-purge", "Ada");

        assertThat(times(list(Map.of("function", "abort-purge", "subject", "op-Ada"))))
                .containsExactly("2026-11-29T00:00:00Z");
        assertThat(times(list(Map.of("function", "abort-purge")))).hasSize(2);
        assertThat(times(list(Map.of("subject", "op-Ada")))).hasSize(2);
    }

    /** Many rows are passed over in one call, and the others by the next page. */
    @Test
    void searchesALongDayPageByPage() {
        record(MIDNIGHT, "approve-purge", "Ada");
        IntStream.rangeClosed(1, SEARCHED).forEach(second -> record(MIDNIGHT.plusSeconds(second), "get-purge", "Ada"));

        JsonNode first = list(Map.of("function", "approve-purge"));
        JsonNode second = list(
                Map.of("function", "approve-purge", "after", first.path("next").asText()));

        assertThat(times(first)).isEmpty();
        assertThat(times(second)).containsExactly("2026-11-29T00:00:00Z");
        assertThat(second.has("next")).isFalse();
    }

    private void record(Instant at, String called, String by) {
        records.put(new CallRecord(
                CallId.of(at, "none"),
                called,
                SampleOperators.named(by),
                Set.of(Role.PURGE_APPROVER),
                false,
                Map.of("group", "1"),
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
