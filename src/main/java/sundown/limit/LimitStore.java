package sundown.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import sundown.edge.EventuallyConsistent;
import sundown.operator.Operator;

/** The limits that operators have set. */
public interface LimitStore {
    /** The age of the limits in force. */
    Duration CACHE_AGE_MAX = Duration.ofMinutes(1);

    /** The limits that are set, at most {@link #CACHE_AGE_MAX} old. */
    @EventuallyConsistent
    SetLimits inForce();

    /** Returns the last change, read strongly consistent; empty if nobody has changed a limit yet. */
    Optional<LimitChange> latest();

    /**
     * Saves a change after the one before it.
     *
     * @return false when another change has its version; if a response is lost, the retry may find its own change
     */
    boolean save(LimitChange next);

    /**
     * A change of limits by an operator.
     *
     * @param limits all that are set after it
     * @param version counts up with each change, from 1
     * @param reason in the operator's words
     */
    record LimitChange(SetLimits limits, long version, Operator by, String reason, Instant at) {
        public LimitChange {
            if (version < 1) {
                throw new IllegalArgumentException("the first change has the version 1");
            }
        }
    }

    /** The limits that operators have set, and that count in place of the parameters. */
    record SetLimits(Map<Limit, Long> values) {
        /** The parameters count. */
        public static final SetLimits NONE = new SetLimits(Map.of());

        public SetLimits {
            values = Map.copyOf(values);
            values.forEach((limit, value) -> {
                if (value < limit.least() || value > limit.most()) {
                    throw new IllegalArgumentException(limit.word() + " cannot be " + value);
                }
            });
        }

        /** The value that counts. */
        public long value(Limit limit, long parameter) {
            return set(limit).orElse(parameter);
        }

        /** The value that operators have set. */
        Optional<Long> set(Limit limit) {
            return Optional.ofNullable(values.get(limit));
        }

        /** These limits with other values, and with one limit given back to its parameter. */
        SetLimits with(Map<Limit, Long> others, Optional<Limit> givenBack) {
            Map<Limit, Long> next = new EnumMap<>(Limit.class);
            next.putAll(values);
            next.putAll(others);
            givenBack.ifPresent(next::remove);
            return new SetLimits(next);
        }
    }
}
