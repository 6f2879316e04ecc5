package sundown.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;

/**
 * Lists operators' calls of a day, the latest first: an operator's call, {@code {"day", "function", "subject", "after",
 * "limit"}}.
 */
@Singleton
public record ListOperatorCalls(CallRecords records, Clock clock) implements OperatorQuery<ListOperatorCalls.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-operator-calls", Access.reading(), Call.class);

    private static final int PAGE_CALLS = 1_000;

    /** The number of calls that a search reads; if there are more, the next page goes on. */
    private static final int SEARCHED_CALLS_MAX = 5_000;

    @RegisterForReflection
    record Call(
            Optional<LocalDate> day,
            Optional<String> function,
            Optional<String> subject,
            Optional<CallId> after,
            Optional<Integer> limit) {
        Call {
            WrongPart.requireWithin("limit", limit, 1, PAGE_CALLS);
        }
    }

    /**
     * A page of calls.
     *
     * @param day in UTC, ISO 8601
     * @param next the call after which the next page begins, which may not be listed; empty on the last page
     */
    @RegisterForReflection
    public record Page(LocalDate day, List<Row> calls, Optional<CallId> next) {}

    /**
     * One call.
     *
     * @param at when it came, ISO 8601 in UTC
     * @param subject the caller; empty if no token proves it
     */
    @RegisterForReflection
    public record Row(
            Instant at,
            String function,
            String by,
            Optional<String> subject,
            List<String> roles,
            boolean withIam,
            Map<String, String> about,
            Optional<String> reason,
            String outcome,
            String correlationId) {
        private static Row of(CallRecord call) {
            return new Row(
                    call.id().at(),
                    call.function(),
                    call.by().name(),
                    call.by().subject(),
                    call.roles().stream().sorted().map(Role::word).toList(),
                    call.withIam(),
                    call.about(),
                    call.reason(),
                    call.outcome(),
                    call.id().correlation());
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Page answer(Call call) {
        LocalDate day = day(call);
        int limit = call.limit().orElse(PAGE_CALLS);
        Optional<String> subject = call.subject();
        int searched = call.function().isPresent() || subject.isPresent() ? SEARCHED_CALLS_MAX : limit;
        List<CallRecord> read = records.list(day, call.after(), searched);
        List<CallRecord> found = read.stream()
                .filter(each -> call.function().map(each.function()::equals).orElse(true))
                .filter(each -> subject.isEmpty() || each.by().subject().equals(subject))
                .limit(limit)
                .toList();
        return new Page(day, found.stream().map(Row::of).toList(), next(read, searched, found, limit));
    }

    /** The second page of a day that has just ended is one of the same day. */
    private LocalDate day(Call call) {
        return call.day()
                .or(() -> call.after().map(CallId::day))
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private static Optional<CallId> next(List<CallRecord> read, int searched, List<CallRecord> found, int limit) {
        if (found.size() == limit) {
            return Optional.of(found.getLast().id());
        }
        return read.size() == searched ? Optional.of(read.getLast().id()) : Optional.empty();
    }
}
