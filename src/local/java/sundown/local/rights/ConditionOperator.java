package sundown.local.rights;

import java.time.Instant;
import java.util.stream.Stream;

/**
 * How a condition compares a value of the policy with a value of the request; these are the ones that are supported.
 */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", false),
    STRING_NOT_EQUALS("StringNotEquals", true),
    STRING_LIKE("StringLike", false),
    STRING_NOT_LIKE("StringNotLike", true),
    ARN_EQUALS("ArnEquals", false),
    ARN_NOT_EQUALS("ArnNotEquals", true),
    ARN_LIKE("ArnLike", false),
    ARN_NOT_LIKE("ArnNotLike", true),
    BOOL("Bool", false),
    DATE_LESS_THAN("DateLessThan", false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),

    /** Asks whether the request has the key. */
    NULL("Null", false);

    private final String operator;
    private final boolean negated;

    ConditionOperator(String operator, boolean negated) {
        this.operator = operator;
        this.negated = negated;
    }

    static ConditionOperator of(String operator) {
        return Stream.of(values())
                .filter(comparison -> comparison.operator.equals(operator))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The condition operator " + operator + " is not supported"));
    }

    /** Whether it holds when no value of the policy matches. */
    boolean negated() {
        return negated;
    }

    boolean matches(String ofPolicy, String ofRequest) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> ofPolicy.equals(ofRequest);
            case STRING_LIKE, STRING_NOT_LIKE -> Wildcards.match(ofPolicy, ofRequest);
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> Wildcards.matchArn(ofPolicy, ofRequest);
            case BOOL, NULL -> ofPolicy.equalsIgnoreCase(ofRequest);
            case DATE_LESS_THAN -> Instant.parse(ofRequest).isBefore(Instant.parse(ofPolicy));
            case DATE_LESS_THAN_EQUALS -> !Instant.parse(ofRequest).isAfter(Instant.parse(ofPolicy));
        };
    }
}
