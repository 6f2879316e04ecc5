package sundown.local.rights;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Statement;

/** A statement that can be held against requests. */
record Rule(Statement statement, List<Condition> conditions) {
    static Rule of(Statement statement) {
        return new Rule(
                statement, statement.conditions().stream().map(Condition::of).toList());
    }

    /**
     * Whether the statement applies.
     *
     * @param keys the condition keys of the request and of its circumstances
     */
    boolean applies(RequestedAction requested, Map<String, List<String>> keys) {
        return actions(requested).findAny().isPresent()
                && applies(requested.resource())
                && conditions.stream().allMatch(condition -> condition.holds(keys));
    }

    /** The grants of the statement that are for an action. */
    Set<Grant> grants(RequestedAction requested) {
        return actions(requested)
                .flatMap(action -> statement.resources().stream()
                        .filter(resource -> Wildcards.matchArn(resource, requested.resource()))
                        .map(resource -> new Grant(action, resource)))
                .collect(Collectors.toSet());
    }

    /** All grants of the statement. */
    Stream<Grant> grants() {
        return statement.actions().stream()
                .flatMap(action -> statement.resources().stream().map(resource -> new Grant(action, resource)));
    }

    /** IAM does not distinguish the case of an action's letters. */
    private Stream<String> actions(RequestedAction requested) {
        String name = requested.action().toLowerCase(Locale.ROOT);
        return statement.actions().stream().filter(action -> Wildcards.match(action.toLowerCase(Locale.ROOT), name));
    }

    private boolean applies(String resource) {
        return statement.resources().stream().anyMatch(pattern -> Wildcards.matchArn(pattern, resource))
                && statement.otherThan().stream().noneMatch(pattern -> Wildcards.matchArn(pattern, resource));
    }
}
