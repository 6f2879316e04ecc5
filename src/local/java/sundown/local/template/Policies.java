package sundown.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The policies that decide what the functions may do.
 *
 * @param roles the role of each function, by the function's export, and the roles that have a name, by it
 * @param denials the statements of bucket policies and queue policies that deny something to all principals
 */
public record Policies(Map<String, Role> roles, List<Statement> denials) {

    /** Those of two stacks. */
    public Policies plus(Policies more) {
        Map<String, Role> both = new HashMap<>(roles);
        both.putAll(more.roles);
        return new Policies(
                both, Stream.concat(denials.stream(), more.denials.stream()).toList());
    }

    public record Role(String arn, List<Statement> statements) {}

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
}
