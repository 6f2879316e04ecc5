package sundown.local.template;

import java.util.List;

/**
 * A statement of a policy with resolved values. Wildcards stay as they are written.
 *
 * @param allows whether its effect is to allow; it denies otherwise
 * @param resources the resources to which it applies
 * @param otherThan of those, the ones to which it does not apply
 * @param conditions all of them must hold
 */
public record Statement(
        boolean allows,
        List<String> actions,
        List<String> resources,
        List<String> otherThan,
        List<StatedCondition> conditions) {

    /**
     * A condition of a statement.
     *
     * @param operator its name as in the policy, such as {@code ForAllValues:StringLike}
     * @param values one of them must match
     */
    public record StatedCondition(String operator, String key, List<String> values) {}
}
