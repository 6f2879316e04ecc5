package sundown.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.RequestBody;
import sundown.failure.RetryableFailure;
import sundown.operator.Access;
import sundown.operator.Role;

/**
 * Tells which limits are in force: an operator's call. With limits, {@code {"purgeAccountsPerMinute": 10, "reason"}}
 * for example, it sets these; with {@code "giveBack": "purgeAccountsPerMinute"} the parameter counts again.
 */
@Singleton
public final class ChangeLimitsFunction {
    private static final String GIVE_BACK = "giveBack";
    private static final OperatorForm FORM = form();
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

    private static OperatorForm form() {
        String[] changes =
                Stream.concat(Limit.words().stream(), Stream.of(GIVE_BACK)).toArray(String[]::new);
        String[] fields = Stream.concat(Stream.of(changes), Stream.of("reason")).toArray(String[]::new);
        return OperatorForm.of("change-limits", Access.of(Role.PURGE_PLANNER, Role.EMERGENCY), fields)
                .readingWithout(changes);
    }

    /** Answers with a {@link LimitsView}. */
    @Funq("change-limits")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::answer);
    }

    private LimitsView answer(RequestBody call) {
        Map<Limit, Long> values = values(call);
        Optional<Limit> givenBack = call.optionalId(GIVE_BACK, Limit::named);
        if (givenBack.filter(values::containsKey).isPresent()) {
            throw call.invalid(GIVE_BACK, "names a limit that the call sets");
        }
        return values.isEmpty() && givenBack.isEmpty()
                ? LimitsView.of(store.latest(), deployed)
                : LimitsView.of(Optional.of(changed(call, values, givenBack)), deployed);
    }

    private static Map<Limit, Long> values(RequestBody call) {
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            call.optionalLargeNumber(limit.word(), limit.least(), limit.most())
                    .ifPresent(value -> values.put(limit, value));
        }
        return values;
    }

    private LimitChange changed(RequestBody call, Map<Limit, Long> values, Optional<Limit> givenBack) {
        String reason = call.line("reason");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<LimitChange> before = store.latest();
            LimitChange next = new LimitChange(
                    before.map(LimitChange::limits).orElse(SetLimits.NONE).with(values, givenBack),
                    before.map(LimitChange::version).orElse(0L) + 1,
                    call.by(),
                    reason,
                    clock.instant());
            if (store.save(next)) {
                return next;
            }
        }
        throw new RetryableFailure("others change the limits at the same time");
    }
}
