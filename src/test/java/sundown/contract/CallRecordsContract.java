package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.operator.CallRecords.CallRecord.BEGUN;
import static sundown.operator.CallRecords.CallRecord.DONE;
import static sundown.operator.CallRecords.CallRecord.FAILED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.CallRecords.Chapter;
import sundown.operator.CallRecords.Kind;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;

/** What every audit table promises. */
public abstract class CallRecordsContract {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Chapter MONTH = Chapter.of(Kind.DECISION, LocalDate.parse("2026-11-29"));
    private static final Chapter LOOKS = Chapter.of(Kind.LOOK, LocalDate.parse("2026-11-29"));
    private static final int ALL = 1_000;

    /** The table under test, empty at first. */
    private final CallRecords records;

    protected CallRecordsContract(CallRecords records) {
        this.records = records;
    }

    @Test
    void knowsNoCallThatWasNotRecorded() {
        assertThat(records.list(MONTH, Optional.empty(), ALL)).isEmpty();
    }

    @Test
    void givesBackWhatWasRecorded() {
        CallRecord whole = new CallRecord(
                CallId.of(NOON, "JKJaXmPLvHcESHA="),
                Kind.DECISION,
                "hold-account",
                SampleOperators.named("Élodie"),
                Set.of(Role.PURGE_APPROVER, Role.LEGAL),
                false,
                Map.of("group", "1", "user", "u1"),
                Optional.of("order \"12/2023\" 😀"),
                "foreign-group");
        CallRecord least = new CallRecord(
                CallId.of(NOON.plusNanos(1), "none"),
                Kind.DECISION,
                "get-purge",
                Operator.unproven("-"),
                Set.of(),
                true,
                Map.of(),
                Optional.empty(),
                DONE);
        assertThat(records.put(whole)).isTrue();
        assertThat(records.put(least)).isTrue();
        assertThat(all()).containsExactly(least, whole);
    }

    @Test
    void replacesACallThatHasBegunByItsEnd() {
        assertThat(records.put(call(1, BEGUN))).isTrue();
        assertThat(records.put(call(1, BEGUN))).isTrue();
        assertThat(records.put(call(1, DONE))).isTrue();
        assertThat(all()).containsExactly(call(1, DONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {DONE, FAILED, "role-missing"})
    void keepsTheEndOfACall(String outcome) {
        records.put(call(1, outcome));
        assertThat(records.put(call(1, outcome))).isFalse();
        assertThat(records.put(call(1, BEGUN))).isFalse();
        assertThat(records.put(call(1, "other"))).isFalse();
        assertThat(all()).containsExactly(call(1, outcome));
    }

    @Test
    void keepsCallsOfOneInstantApart() {
        CallRecord one = named(CallId.of(NOON, "a"));
        CallRecord other = named(CallId.of(NOON, "b"));
        assertThat(records.put(one)).isTrue();
        assertThat(records.put(other)).isTrue();
        assertThat(all()).containsExactly(other, one);
    }

    @Test
    void listsTheCallsOfAMonthAloneAndTheLatestFirst() {
        CallRecord first = at(Instant.parse("2026-11-01T00:00:00Z"));
        CallRecord soon = at(Instant.parse("2026-11-01T00:00:00.5Z"));
        CallRecord last = at(Instant.parse("2026-11-30T23:59:59.999999999Z"));
        List.of(soon, last, first, at(Instant.parse("2026-10-31T12:00:00Z")), at(Instant.parse("2026-12-01T00:00:00Z")))
                .forEach(records::put);
        assertThat(all()).containsExactly(last, soon, first);
    }

    @Test
    void listsEachKindByItselfAndTheLooksByDay() {
        CallRecord decision = at(NOON);
        CallRecord noted = of(Kind.NOTED_LOOK, CallId.of(NOON, "noted"));
        CallRecord look = of(Kind.LOOK, CallId.of(NOON, "look"));
        CallRecord before = of(Kind.LOOK, CallId.of(NOON.minus(Duration.ofDays(1)), "look"));
        List.of(decision, noted, look, before).forEach(records::put);

        assertThat(all()).containsExactly(decision);
        assertThat(records.list(noted.chapter(), Optional.empty(), ALL)).containsExactly(noted);
        assertThat(records.list(LOOKS, Optional.empty(), ALL)).containsExactly(look);
    }

    @Test
    void keepsTheLatestOfTheLooksWithTheSameId() {
        CallRecord look = of(Kind.LOOK, CallId.ofLooks(NOON.plusSeconds(1), "get-purge", SampleOperators.named("Ada")));
        CallRecord later =
                of(Kind.LOOK, CallId.ofLooks(NOON.plusSeconds(59), "get-purge", SampleOperators.named("Ada")));
        CallRecord next =
                of(Kind.LOOK, CallId.ofLooks(NOON.plusSeconds(60), "get-purge", SampleOperators.named("Ada")));
        List.of(look, later, next)
                .forEach(record -> assertThat(records.put(record)).isTrue());

        assertThat(records.list(LOOKS, Optional.empty(), ALL)).containsExactly(next, later);
    }

    @Test
    void listsPageByPage() {
        IntStream.rangeClosed(1, 10).forEach(number -> records.put(call(number, DONE)));
        CallId middle = call(5, DONE).id();
        assertThat(all()).hasSize(10);
        assertThat(records.list(MONTH, Optional.empty(), 2)).containsExactly(call(10, DONE), call(9, DONE));
        assertThat(records.list(MONTH, Optional.of(middle), 2)).containsExactly(call(4, DONE), call(3, DONE));
        assertThat(records.list(MONTH, Optional.of(call(1, DONE).id()), 2)).isEmpty();
        assertThat(records.list(LOOKS, Optional.of(middle), 2)).isEmpty();
    }

    private List<CallRecord> all() {
        return records.list(MONTH, Optional.empty(), ALL);
    }

    private static CallRecord call(int number, String outcome) {
        return new CallRecord(
                CallId.of(NOON.plusSeconds(number), "id" + number),
                Kind.DECISION,
                "abort-purge",
                SampleOperators.named("Ada"),
                Set.of(Role.EMERGENCY),
                false,
                Map.of("group", "1"),
                Optional.of("a wrong list"),
                outcome);
    }

    private static CallRecord at(Instant at) {
        return named(CallId.of(at, "id"));
    }

    private static CallRecord named(CallId id) {
        return of(Kind.DECISION, id);
    }

    private static CallRecord of(Kind kind, CallId id) {
        return new CallRecord(
                id,
                kind,
                "get-purge",
                SampleOperators.named("Ada"),
                Set.of(Role.VIEWER),
                false,
                Map.of("group", "1"),
                Optional.empty(),
                DONE);
    }
}
