package sundown.local.rights;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.template.Statement.StatedCondition;

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
}
