package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.operator.Access;

/**
 * What an operator's call of a function may say, and who may make it. A field that the function does not know,
 * {@code "dryrun"} for {@code "dryRun"}, could mean the opposite of what the operator wants, so the call is refused.
 *
 * @param function its exported name, or the name of a query
 * @param urgent whether a call takes effect even where it cannot be recorded
 * @param lesser who may make a call that asks for less
 */
public record OperatorForm(String function, Access access, boolean urgent, KnownNames fields, Optional<Lesser> lesser) {
    /** The field in which a call with IAM names the operator. */
    static final String BY = "by";

    /** The form of a function with these fields. */
    public static OperatorForm of(String function, Access access, String... fields) {
        return new OperatorForm(function, access, false, new KnownNames(List.of(fields)), Optional.empty());
    }

    /** When a call asks for less, and who may make it then. */
    public record Lesser(Predicate<JsonNode> asked, Access access) {}

    /** The same, with other access to a call in which this field is true. */
    public OperatorForm where(String field, Access other) {
        return or(new Lesser(call -> call.path(field).booleanValue(), other));
    }

    /** The same, of which a call without these fields only reads. */
    public OperatorForm readingWithout(String... changes) {
        return or(new Lesser(call -> Stream.of(changes).noneMatch(call::hasNonNull), Access.reading()));
    }

    private OperatorForm or(Lesser less) {
        return new OperatorForm(function, access, urgent, fields, Optional.of(less));
    }

    /** Who may make this call, and whether it only reads. */
    Access accessFor(JsonNode call) {
        return lesser.filter(less -> less.asked().test(call))
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
