package sundown.local.rights;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.template.Template.Policies.Statement.StatedCondition;

/**
 * A condition of a statement (source: IAM user guide, "Condition operators" and "Set operators for multivalued context
 * keys").
 *
 * @param ifExists whether it holds when the request does not have the key
 * @param values of the policy; one of them must match
 */
record Condition(
        Quantifier quantifier, ConditionOperator comparison, boolean ifExists, String key, List<String> values) {
    private static final Pattern OPERATOR = Pattern.compile("(?:(ForAllValues|ForAnyValue):)?(\\w+?)(IfExists)?");

    /** How many of the request's values must match. */
    enum Quantifier {
        ONE,
        ALL,
        ANY
    }

    static Condition of(StatedCondition stated) {
        Matcher operator = OPERATOR.matcher(stated.operator());
        if (!operator.matches()) {
            throw new IllegalArgumentException("There is no condition operator " + stated.operator());
        }
        return new Condition(
                quantifier(operator.group(1)),
                ConditionOperator.of(operator.group(2)),
                operator.group(3) != null,
                stated.key(),
                stated.values());
    }

    private static Quantifier quantifier(String prefix) {
        if (prefix == null) {
            return Quantifier.ONE;
        }
        return prefix.equals("ForAllValues") ? Quantifier.ALL : Quantifier.ANY;
    }

    boolean holds(Map<String, List<String>> keys) {
        List<String> given = keys.getOrDefault(key, List.of());
        if (comparison == ConditionOperator.NULL) {
            return matches(Boolean.toString(given.isEmpty()));
        }
        if (given.isEmpty()) {
            return holdsWithoutTheKey();
        }
        return switch (quantifier) {
            case ONE, ALL -> given.stream().allMatch(this::matches);
            case ANY -> given.stream().anyMatch(this::matches);
        };
    }

    private boolean holdsWithoutTheKey() {
        return ifExists
                || switch (quantifier) {
                    case ONE -> comparison.negated();
                    case ALL -> true;
                    case ANY -> false;
                };
    }

    private boolean matches(String given) {
        return comparison.negated() != values.stream().anyMatch(value -> comparison.matches(value, given));
    }

    /**
     * How a condition compares a value of the policy with a value of the request; these are the ones that are
     * supported.
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
                    .orElseThrow(() ->
                            new IllegalArgumentException("The condition operator " + operator + " is not supported"));
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
}
