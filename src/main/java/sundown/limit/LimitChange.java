package sundown.limit;

import java.time.Instant;
import sundown.operator.Operator;

/**
 * A change of limits by an operator.
 *
 * @param limits all that are set after it
 * @param version counts up with each change, from 1
 * @param reason in the operator's words
 */
public record LimitChange(SetLimits limits, long version, Operator by, String reason, Instant at) {
    public LimitChange {
        if (version < 1) {
            throw new IllegalArgumentException("the first change has the version 1");
        }
    }
}
