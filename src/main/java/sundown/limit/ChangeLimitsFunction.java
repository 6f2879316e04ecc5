package sundown.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.WrongPart;
import sundown.failure.RetryableFailure;
import sundown.operator.Access;
import sundown.operator.Operator;
import sundown.operator.Role;

/**
 * Tells which limits are in force: an operator's call. With limits, {@code {"purgeAccountsPerMinute": 10, "reason"}}
 * for example, it sets these; with {@code "giveBack": "purgeAccountsPerMinute"} the parameter counts again.
 */
@Singleton
public final class ChangeLimitsFunction {
    private static final OperatorForm<Call> FORM = OperatorForm.of(
                    "change-limits", Access.of(Role.PURGE_PLANNER, Role.EMERGENCY), Call.class)
            .readingWithout(Stream.concat(Stream.of(Limit.values()).map(Limit::word), Stream.of("giveBack"))
                    .toArray(String[]::new));
    private static final int ATTEMPTS = 4;

    private final OperatorEdge edge;
    private final LimitStore store;
    private final DeployedLimits deployed;
    private final Clock clock;

    ChangeLimitsFunction(OperatorEdge edge, LimitStore store, DeployedLimits deployed, Clock clock) {
        this.edge = edge;
        this.store = store;
        this.deployed = deployed;
        this.clock = clock;
    }

    /** The call. Its numbers have the words of the limits. */
    @RegisterForReflection
    record Call(
            Optional<Long> purgeAccountsPerMinute,
            Optional<Long> purgeConcurrency,
            Optional<Long> googleRequestsPerDay,
            Optional<Long> googleRequestsPerMinute,
            Optional<Long> googlePercentPerUser,
            Optional<Limit> giveBack,
            Optional<Line> reason) {
        Call {
            requireValue(Limit.PURGE_ACCOUNTS_PER_MINUTE, purgeAccountsPerMinute);
            requireValue(Limit.PURGE_CONCURRENCY, purgeConcurrency);
            requireValue(Limit.GOOGLE_REQUESTS_PER_DAY, googleRequestsPerDay);
            requireValue(Limit.GOOGLE_REQUESTS_PER_MINUTE, googleRequestsPerMinute);
            requireValue(Limit.GOOGLE_PERCENT_PER_USER, googlePercentPerUser);
        }

        private static void requireValue(Limit limit, Optional<Long> value) {
            WrongPart.requireWithin(limit.word(), value, limit.least(), limit.most());
        }

        private Map<Limit, Long> values() {
            Map<Limit, Long> values = new EnumMap<>(Limit.class);
            purgeAccountsPerMinute.ifPresent(value -> values.put(Limit.PURGE_ACCOUNTS_PER_MINUTE, value));
            purgeConcurrency.ifPresent(value -> values.put(Limit.PURGE_CONCURRENCY, value));
            googleRequestsPerDay.ifPresent(value -> values.put(Limit.GOOGLE_REQUESTS_PER_DAY, value));
            googleRequestsPerMinute.ifPresent(value -> values.put(Limit.GOOGLE_REQUESTS_PER_MINUTE, value));
            googlePercentPerUser.ifPresent(value -> values.put(Limit.GOOGLE_PERCENT_PER_USER, value));
            return values;
        }
    }

    /** Answers with a {@link LimitsView}. */
    @Funq("change-limits")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::answer);
    }

    private LimitsView answer(Call call, Operator by) {
        Map<Limit, Long> values = call.values();
        if (call.giveBack().filter(values::containsKey).isPresent()) {
            throw Problem.wrongPart("giveBack", "names a limit that the call sets");
        }
        return values.isEmpty() && call.giveBack().isEmpty()
                ? LimitsView.of(store.latest(), deployed)
                : LimitsView.of(Optional.of(changed(call, by)), deployed);
    }

    private LimitChange changed(Call call, Operator by) {
        Line reason = call.reason().orElseThrow(() -> Problem.wrongPart("reason", "is missing"));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<LimitChange> before = store.latest();
            LimitChange next = new LimitChange(
                    before.map(LimitChange::limits).orElse(SetLimits.NONE).with(call.values(), call.giveBack()),
                    before.map(LimitChange::version).orElse(0L) + 1,
                    by,
                    reason.text(),
                    clock.instant());
            if (store.save(next)) {
                return next;
            }
        }
        throw new RetryableFailure("others change the limits at the same time");
    }
}
