package sundown.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The limits as operators see them. Instants are ISO 8601 in UTC.
 *
 * @param by who changed them last; nothing when nobody has
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitsView(List<One> limits, String by, String reason, String at) {
    /**
     * A limit.
     *
     * @param inForce the value that counts a minute after a change
     * @param parameter the value of the template's parameter
     * @param set the value that operators have set, if they have
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(String limit, long inForce, long parameter, Long set) {}

    static LimitsView of(Optional<LimitChange> latest, DeployedLimits deployed) {
        SetLimits set = latest.map(LimitChange::limits).orElse(SetLimits.NONE);
        return new LimitsView(
                Stream.of(Limit.values())
                        .map(limit -> one(limit, set, deployed.values().get(limit)))
                        .toList(),
                latest.map(change -> change.by().name()).orElse(null),
                latest.map(LimitChange::reason).orElse(null),
                latest.map(change -> change.at().toString()).orElse(null));
    }

    private static One one(Limit limit, SetLimits set, long parameter) {
        return new One(
                limit.word(),
                inForce(limit, set, parameter),
                parameter,
                set.set(limit).orElse(null));
    }

    /** Lambda calls no more workers at once than the parameter says, whatever is set. */
    private static long inForce(Limit limit, SetLimits set, long parameter) {
        long value = set.of(limit, parameter);
        return limit == Limit.PURGE_CONCURRENCY ? Math.min(value, parameter) : value;
    }
}
