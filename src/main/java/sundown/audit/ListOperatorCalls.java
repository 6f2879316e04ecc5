package sundown.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.CallRecords.Chapter;
import sundown.operator.CallRecords.Kind;
import sundown.operator.Operator;

/**
 * Lists operators' calls, the latest first: an operator's call, {@code {"kind", "day", "function", "by", "group",
 * "userId", "after", "limit"}}. Looks of which nobody is told more are counted, not listed.
 */
@Singleton
public record ListOperatorCalls(CallRecords records, Clock clock) implements OperatorQuery<ListOperatorCalls.Call> {
    private static final OperatorForm<Call> FORM = OperatorForm.of("list-operator-calls", Access.reading(), Call.class);

    private static final int PAGE_CALLS = 1_000;

    /** The number of calls that a search reads; if there are more, the next page goes on. */
    private static final int SEARCHED_CALLS_MAX = 5_000;

    /** Operators of a service that ends do not rest for longer; before that, no call is looked for. */
    private static final int SILENT_MONTHS_MAX = 12;

    /** The looks of a day that are counted: those of fourteen people, each with a console open all day long. */
    private static final int LOOKS_MAX = 20_000;

    /** Which calls are listed. */
    @RegisterForReflection
    enum Listed {
        /** Calls that changed something, or tried to. */
        DECISIONS,

        /** Those, and the looks that are noted by themselves; the looks of a day are counted beside them. */
        ALL;

        private List<Kind> kinds() {
            return switch (this) {
                case DECISIONS -> List.of(Kind.DECISION);
                case ALL -> List.of(Kind.DECISION, Kind.NOTED_LOOK);
            };
        }
    }

    /**
     * A call of an operator.
     *
     * @param day the latest day of which calls are listed, and the day of which looks are counted
     * @param by the subject, or the name, of who called
     */
    @RegisterForReflection
    record Call(
            Optional<Listed> kind,
            Optional<LocalDate> day,
            Optional<String> function,
            Optional<String> by,
            Optional<String> group,
            Optional<String> userId,
            Optional<CallId> after,
            Optional<Integer> limit) {
        Call {
            WrongPart.requireWithin("limit", limit, 1, PAGE_CALLS);
        }

        private boolean searches() {
            return function.isPresent() || by.isPresent() || group.isPresent() || userId.isPresent();
        }

        private boolean asksFor(CallRecord call) {
            return function.map(call.function()::equals).orElse(true)
                    && by.map(name -> isOf(name, call.by())).orElse(true)
                    && group.map(id -> id.equals(call.about().get("group"))).orElse(true)
                    && userId.map(id -> id.equals(call.about().get("user"))).orElse(true);
        }

        private static boolean isOf(String name, Operator operator) {
            return name.equalsIgnoreCase(operator.name())
                    || operator.subject().filter(name::equalsIgnoreCase).isPresent();
        }
    }

    /**
     * A page of calls.
     *
     * @param next the call after which the next page begins, which may not be listed; empty on the last page
     * @param looks the looks of the day, for the first page of all calls
     */
    @RegisterForReflection
    public record Page(List<Row> calls, Optional<CallId> next, Optional<List<Looks>> looks) {}

    /**
     * One call.
     *
     * @param at when it came, ISO 8601 in UTC
     * @param subject the caller; empty if no token proves it
     * @param about what else the call names
     */
    @RegisterForReflection
    public record Row(
            Instant at,
            String function,
            String by,
            Optional<String> subject,
            List<String> roles,
            boolean withIam,
            Optional<String> group,
            Optional<String> userId,
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
                    Optional.ofNullable(call.about().get("group")),
                    Optional.ofNullable(call.about().get("user")),
                    call.about(),
                    call.reason(),
                    call.outcome(),
                    call.id().correlation());
        }
    }

    /**
     * How often somebody looked through a function.
     *
     * @param subject empty if no token proves who looked
     * @param count the minutes of the day in which they looked
     */
    @RegisterForReflection
    public record Looks(String by, Optional<String> subject, String function, long count) {
        private static Looks of(CallRecord look) {
            return new Looks(look.by().name(), look.by().subject(), look.function(), 1);
        }

        private Looks plus(Looks others) {
            return new Looks(by, subject, function, count + others.count);
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Page answer(Call call) {
        int limit = call.limit().orElse(PAGE_CALLS);
        int searched = call.searches() ? SEARCHED_CALLS_MAX : limit;
        List<CallRecord> read = read(call, searched);
        List<CallRecord> found =
                read.stream().filter(call::asksFor).limit(limit).toList();
        return new Page(found.stream().map(Row::of).toList(), next(read, searched, found, limit), looks(call));
    }

    /** Goes back month by month. */
    private List<CallRecord> read(Call call, int limit) {
        Listed listed = call.kind().orElse(Listed.DECISIONS);
        Optional<CallId> before = call.after().or(() -> call.day().map(ListOperatorCalls::endOf));
        List<CallRecord> read = new ArrayList<>();
        LocalDate month = call.after().map(CallId::day).or(call::day).orElseGet(this::today);
        for (LocalDate end = month.minusMonths(SILENT_MONTHS_MAX);
                read.size() < limit && month.isAfter(end);
                month = month.minusMonths(1)) {
            List<CallRecord> calls = list(listed, month, before, limit - read.size());
            read.addAll(calls);
            end = calls.isEmpty() ? end : month.minusMonths(SILENT_MONTHS_MAX);
        }
        return read;
    }

    private static CallId endOf(LocalDate day) {
        return CallId.before(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The latest calls of the month: of each kind, so many are read that none is missing among them. */
    private List<CallRecord> list(Listed listed, LocalDate month, Optional<CallId> before, int limit) {
        return listed.kinds().stream()
                .flatMap(kind -> records.list(Chapter.of(kind, month), before, limit).stream())
                .sorted(Comparator.comparing((CallRecord call) -> call.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static Optional<CallId> next(List<CallRecord> read, int searched, List<CallRecord> found, int limit) {
        if (found.size() == limit) {
            return Optional.of(found.getLast().id());
        }
        return read.size() == searched ? Optional.of(read.getLast().id()) : Optional.empty();
    }

    private Optional<List<Looks>> looks(Call call) {
        return call.kind()
                .filter(kind -> kind == Listed.ALL && call.after().isEmpty())
                .map(_ -> looks(call, call.day().orElseGet(this::today)));
    }

    private List<Looks> looks(Call call, LocalDate day) {
        return records.list(Chapter.of(Kind.LOOK, day), Optional.empty(), LOOKS_MAX).stream()
                .filter(call::asksFor)
                .collect(Collectors.toMap(look -> List.of(look.by(), look.function()), Looks::of, Looks::plus))
                .values()
                .stream()
                .sorted(Comparator.comparing(Looks::by).thenComparing(Looks::function))
                .toList();
    }
}
