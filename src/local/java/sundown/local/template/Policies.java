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

    /** The role as which a function calls AWS. */
    public record Role(String arn, List<Statement> statements) {}
}
