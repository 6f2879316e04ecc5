package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.operator.Access;

/**
 * An operation of operators: the record of its calls, and who may make them. A field that the record does not have,
 * {@code "dryrun"} for {@code "dryRun"}, could mean the opposite of what the operator wants, so the call is refused.
 *
 * @param function its exported name, or the name of a query
 * @param urgent whether a call takes effect even where it cannot be recorded
 * @param call the record that checks a call
 * @param lesser who may make a call that asks for less
 */
public record OperatorForm<C>(String function, Access access, boolean urgent, Class<C> call, Optional<Lesser> lesser) {
    /** A call without fields. */
    @RegisterForReflection
    public record NoFields() {}

    /** The form of a function with these calls. */
    public static <C> OperatorForm<C> of(String function, Access access, Class<C> call) {
        return new OperatorForm<>(function, access, false, call, Optional.empty());
    }

    /** When a call asks for less, and who may make it then. */
    public record Lesser(Predicate<JsonNode> asked, Access access) {}

    /** This form, with other access to a call in which this field is true. */
    public OperatorForm<C> where(String field, Access other) {
        return or(new Lesser(call -> call.path(field).booleanValue(), other));
    }

    /** This form, in which a call without these fields only reads. */
    public OperatorForm<C> readingWithout(String... changes) {
        return or(new Lesser(call -> Stream.of(changes).noneMatch(call::hasNonNull), Access.reading()));
    }

    private OperatorForm<C> or(Lesser less) {
        return new OperatorForm<>(function, access, urgent, call, Optional.of(less));
    }

    /** Who may make this call, and whether it only reads. */
    Access accessFor(JsonNode body) {
        return lesser.filter(less -> less.asked().test(body))
                .map(Lesser::access)
                .orElse(access);
    }

    /** This form, of a function that works even if its call cannot be recorded. */
    public OperatorForm<C> asUrgent() {
        return new OperatorForm<>(function, access, true, call, lesser);
    }
}
