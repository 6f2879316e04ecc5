package sundown.local.rights;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Policies.Role;
import sundown.local.template.Statement;

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

    /** All that the role is allowed. */
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
}
