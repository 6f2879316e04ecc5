package sundown.local.template;

import java.util.List;
import java.util.Map;

/**
 * The policies that decide what the functions may do.
 *
 * @param roles the role of each function, by the function's export
 * @param denials the statements of bucket policies and queue policies that deny something to all principals
 */
public record Policies(Map<String, Role> roles, List<Statement> denials) {

    /** The role as which a function calls AWS. */
    public record Role(String arn, List<Statement> statements) {}
}
