package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.operator.Access;

/**
 * What an operator's call of a function may say, and whose call it may be. A field that the function does not know,
 * {@code "dryrun"} for {@code "dryRun"}, could mean the opposite of what the operator wants, so the call is refused.
 *
 * @param function its exported name
 * @param urgent whether a call takes effect even where it cannot be recorded
 * @param lesser whose call it may be where it asks for less
 */
public record OperatorForm(String function, Access access, boolean urgent, KnownNames fields, Optional<Lesser> lesser) {
    /** Where a call with IAM says whose it is. */
    static final String BY = "by";

    /** The form of a function with these fields. */
    public static OperatorForm of(String function, Access access, String... fields) {
        return new OperatorForm(function, access, false, new KnownNames(List.of(fields)), Optional.empty());
    }

    /** What a call says that asks for less, and whose call it may be then. */
    public record Lesser(String field, Access access) {}

    /** The same, of which a call in which this field is true may be somebody else's. */
    public OperatorForm where(String field, Access other) {
        return new OperatorForm(function, access, urgent, fields, Optional.of(new Lesser(field, other)));
    }

    /** Whose call it may be. */
    Access accessFor(JsonNode call) {
        return lesser.filter(less -> call.path(less.field()).booleanValue())
                .map(Lesser::access)
                .orElse(access);
    }

    /** The same of a function that nothing may stand in the way of. */
    public OperatorForm asUrgent() {
        return new OperatorForm(function, access, true, fields, lesser);
    }

    /** The form of a call with IAM, which has no token. */
    OperatorForm withoutToken() {
        List<String> names =
                Stream.concat(fields.names().stream(), Stream.of(BY)).toList();
        return new OperatorForm(function, access, urgent, new KnownNames(names), lesser);
    }
}
