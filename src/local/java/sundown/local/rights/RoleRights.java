package sundown.local.rights;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.rights.RequestedActions.RequestedAction;
import sundown.local.rights.RightsReport.Grant;
import sundown.local.template.Template.Policies.Role;
import sundown.local.template.Template.Policies.Statement;

/**
 * What a role may do.
 *
 * @param rules its own, and those of resources that deny something to all
 */
record RoleRights(String arn, List<Rule> rules) {
    static RoleRights of(Role role, List<Statement> denials) {
        return new RoleRights(
                role.arn(),
                Stream.concat(role.statements().stream(), denials.stream())
                        .map(Rule::of)
                        .toList());
    }

    /** The verdict of all rules; a denial counts more than any allowance. */
    Verdict on(RequestedAction requested, Instant now) {
        Map<String, List<String>> keys = requested.with(circumstances(now)).keys();
        List<Rule> applying =
                rules.stream().filter(rule -> rule.applies(requested, keys)).toList();
        Optional<Rule> denial =
                applying.stream().filter(rule -> !rule.statement().allows()).findFirst();
        if (denial.isPresent()) {
            return new Verdict.Denied(denial.get());
        }
        Set<Grant> grants = applying.stream()
                .flatMap(rule -> rule.grants(requested).stream())
                .collect(Collectors.toSet());
        return grants.isEmpty() ? new Verdict.NotAllowed() : new Verdict.Allowed(grants);
    }

    Stream<Grant> grants() {
        return rules.stream().filter(rule -> rule.statement().allows()).flatMap(Rule::grants);
    }

    /** A function in AWS calls over TLS; on one machine it does not, and that is not what is looked for. */
    private Map<String, List<String>> circumstances(Instant now) {
        return Map.of(
                "aws:PrincipalArn", List.of(arn),
                "aws:CurrentTime", List.of(now.toString()),
                "aws:SecureTransport", List.of("true"));
    }

    sealed interface Verdict {
        record Allowed(Set<Grant> by) implements Verdict {}

        record NotAllowed() implements Verdict {}

        record Denied(Rule by) implements Verdict {}
    }

    record Rule(Statement statement, List<Condition> conditions) {
        static Rule of(Statement statement) {
            return new Rule(
                    statement,
                    statement.conditions().stream().map(Condition::of).toList());
        }

        boolean applies(RequestedAction requested, Map<String, List<String>> keys) {
            return actions(requested).findAny().isPresent()
                    && applies(requested.resource())
                    && conditions.stream().allMatch(condition -> condition.holds(keys));
        }

        Set<Grant> grants(RequestedAction requested) {
            return actions(requested)
                    .flatMap(action -> statement.resources().stream()
                            .filter(resource -> Wildcards.matchArn(resource, requested.resource()))
                            .map(resource -> new Grant(action, resource)))
                    .collect(Collectors.toSet());
        }

        Stream<Grant> grants() {
            return statement.actions().stream()
                    .flatMap(action -> statement.resources().stream().map(resource -> new Grant(action, resource)));
        }

        /** IAM does not distinguish the case of an action's letters. */
        private Stream<String> actions(RequestedAction requested) {
            String name = requested.action().toLowerCase(Locale.ROOT);
            return statement.actions().stream()
                    .filter(action -> Wildcards.match(action.toLowerCase(Locale.ROOT), name));
        }

        private boolean applies(String resource) {
            return statement.resources().stream().anyMatch(pattern -> Wildcards.matchArn(pattern, resource))
                    && statement.otherThan().stream().noneMatch(pattern -> Wildcards.matchArn(pattern, resource));
        }
    }
}
