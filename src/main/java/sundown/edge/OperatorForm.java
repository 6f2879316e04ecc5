package sundown.edge;

import java.util.List;

/**
 * What an operator's call of a function may say. A field that the function does not know, {@code "dryrun"} for
 * {@code "dryRun"}, could mean the opposite of what the operator wants, so the call is refused.
 *
 * @param function its exported name
 */
public record OperatorForm(String function, KnownNames fields) {
    /** The form of a function with these fields. */
    public static OperatorForm of(String function, String... fields) {
        return new OperatorForm(function, new KnownNames(List.of(fields)));
    }
}
