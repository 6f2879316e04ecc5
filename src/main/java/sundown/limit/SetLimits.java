package sundown.limit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The limits that operators have set, and that count in place of the parameters. */
public record SetLimits(Map<Limit, Long> values) {
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
    public long of(Limit limit, long parameter) {
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
