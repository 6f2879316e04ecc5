package sundown.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.WrongPart;
import sundown.failure.RetryableFailure;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;

/**
 * Tells which limits are in force: an operator's call. With limits, {@code {"purgeAccountsPerMinute": 10, "reason"}}
 * for example, it sets these; with {@code "giveBack": "purgeAccountsPerMinute"} the parameter counts again.
 */
@Singleton
public record ChangeLimitsFunction(OperatorEdge edge, LimitStore store, DeployedLimits deployed, Clock clock) {
    private static final OperatorForm<Call> FORM = OperatorForm.of(
                    "change-limits", Access.of(Role.PURGE_PLANNER, Role.EMERGENCY), Call.class)
            .readingWithout(Stream.concat(Stream.of(Limit.values()).map(Limit::word), Stream.of("giveBack"))
                    .toArray(String[]::new));
    private static final int ATTEMPTS_MAX = 4;

    /** The call. Its numbers have the words of the limits. */
    @RegisterForReflection
    record Call(
            Optional<Long> purgeAccountsPerMinute,
            Optional<Long> purgeConcurrency,
            Optional<Long> googleRequestsPerDay,
            Optional<Long> googleRequestsPerMinute,
            Optional<Long> googleUploadsPerMinute,
            Optional<Long> googlePercentPerUser,
            Optional<Limit> giveBack,
            Optional<Line> reason) {
        Call {
            requireValue(Limit.PURGE_ACCOUNTS_PER_MINUTE, purgeAccountsPerMinute);
            requireValue(Limit.PURGE_CONCURRENCY, purgeConcurrency);
            requireValue(Limit.GOOGLE_REQUESTS_PER_DAY, googleRequestsPerDay);
            requireValue(Limit.GOOGLE_REQUESTS_PER_MINUTE, googleRequestsPerMinute);
            requireValue(Limit.GOOGLE_UPLOADS_PER_MINUTE, googleUploadsPerMinute);
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
            googleUploadsPerMinute.ifPresent(value -> values.put(Limit.GOOGLE_UPLOADS_PER_MINUTE, value));
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
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
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

    /**
     * The limits as operators see them. Instants are ISO 8601 in UTC.
     *
     * @param by the operator who changed them last
     */
    @RegisterForReflection
    record LimitsView(List<One> limits, Optional<String> by, Optional<String> reason, Optional<Instant> at) {
        /**
         * A limit.
         *
         * @param inForce the value that counts a minute after a change
         * @param parameter the value of the template's parameter
         * @param set the value that operators have set, if they have
         */
        @RegisterForReflection
        record One(Limit limit, long inForce, long parameter, Optional<Long> set) {}

        static LimitsView of(Optional<LimitChange> latest, DeployedLimits deployed) {
            SetLimits set = latest.map(LimitChange::limits).orElse(SetLimits.NONE);
            return new LimitsView(
                    Stream.of(Limit.values())
                            .map(limit -> one(limit, set, deployed.values().get(limit)))
                            .toList(),
                    latest.map(LimitChange::by).map(Operator::name),
                    latest.map(LimitChange::reason),
                    latest.map(LimitChange::at));
        }

        private static One one(Limit limit, SetLimits set, long parameter) {
            return new One(limit, inForce(limit, set, parameter), parameter, set.set(limit));
        }

        /** Lambda calls no more workers at once than the parameter says, whatever is set. */
        private static long inForce(Limit limit, SetLimits set, long parameter) {
            long value = set.value(limit, parameter);
            return limit == Limit.PURGE_CONCURRENCY ? Math.min(value, parameter) : value;
        }
    }

    /** The values of the template's parameters. */
    record DeployedLimits(Map<Limit, Long> values) {
        DeployedLimits {
            values = Map.copyOf(values);
        }

        static final class Producer {
            @Produces
            @Singleton
            DeployedLimits limits(Config config) {
                return new DeployedLimits(Map.of(
                        Limit.PURGE_ACCOUNTS_PER_MINUTE, number(config, "PURGE_ACCOUNTS_PER_MINUTE"),
                        Limit.PURGE_CONCURRENCY, number(config, "PURGE_CONCURRENCY"),
                        Limit.GOOGLE_REQUESTS_PER_DAY, number(config, "GOOGLE_REQUESTS_PER_DAY"),
                        Limit.GOOGLE_REQUESTS_PER_MINUTE, number(config, "GOOGLE_REQUESTS_PER_MINUTE"),
                        Limit.GOOGLE_UPLOADS_PER_MINUTE, number(config, "GOOGLE_UPLOADS_PER_MINUTE"),
                        Limit.GOOGLE_PERCENT_PER_USER, number(config, "GOOGLE_PERCENT_PER_USER")));
            }

            private static Long number(Config config, String name) {
                return config.getValue(name, Long.class);
            }
        }
    }
}
