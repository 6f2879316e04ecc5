package sundown.local.rights;

import com.google.common.util.concurrent.AtomicLongMap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.rights.RequestedActions.RequestedAction;
import sundown.local.rights.RightsCheck.RoleRights.Rule;
import sundown.local.rights.RightsCheck.RoleRights.Verdict;
import sundown.local.rights.RightsReport.Grant;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Function;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Deployment.Trigger;
import sundown.local.template.Template;
import sundown.local.template.Template.Policies;
import sundown.local.template.Template.Policies.Role;
import sundown.local.template.Template.Policies.Statement;
import sundown.local.template.Template.Resolution;

/**
 * Holds each call of a function against the policies of the template, while the functions run. The emulators do not
 * look at rights, so a call that AWS would deny succeeds on one machine, and is found here. Safe for all threads; its
 * size is bounded by the grants of the template, and by {@link #MOST_KINDS} of calls that are wrong.
 */
public final class RightsCheck implements Consumer<SeenRequest> {
    private static final int MOST_KINDS = 200;

    private static final String LOGS = "logs:";

    private final Map<String, Function> functions;
    private final Map<String, RoleRights> rights;
    private final RequestedActions actions;
    private final Set<String> others;
    private final Clock clock;
    private final AtomicLongMap<String> calls = AtomicLongMap.create();
    private final AtomicLongMap<Grant.Of> uses = AtomicLongMap.create();
    private final ConcurrentMap<Wrong, Found> wrong = new ConcurrentHashMap<>();
    private final LongAdder denied = new LongAdder();

    /**
     * A kind of call that AWS would deny.
     *
     * @param caller a function, or an access key that belongs to none
     * @param problem what is wrong, as the rest of a sentence
     */
    private record Wrong(String caller, String problem) {
        private static final Wrong REST = new Wrong("functions", "are denied other calls, too");
    }

    /** How often a kind of call was made, and the first of these calls. */
    private record Found(long count, String first) {
        Found andOne() {
            return new Found(count + 1, first);
        }
    }

    private RightsCheck(Deployment deployment, Policies policies, AwsAccount account, Set<String> others, Clock clock) {
        this.functions = deployment.functions().stream().collect(Collectors.toMap(Function::export, each -> each));
        this.rights = policies.roles().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, role -> RoleRights.of(role.getValue(), policies.denials())));
        this.actions = new RequestedActions(account, deployment.tables());
        this.others = others;
        this.clock = clock;
    }

    /**
     * Begins with no calls.
     *
     * @param more the policies of other stacks with roles that functions assume
     * @param others access keys of callers that are no functions, the local cloud itself for example
     * @param clock the clock of the conditions that depend on time
     */
    public static RightsCheck of(
            Template template, Resolution resolution, List<Policies> more, Set<String> others, Clock clock) {
        return new RightsCheck(
                template.deployment(resolution),
                more.stream().reduce(template.policies(resolution), Policies::plus),
                new AwsAccount(resolution.region(), resolution.accountId()),
                others,
                clock);
    }

    /** Notes a call; never fails. */
    @Override
    public void accept(SeenRequest request) {
        if (!others.contains(request.accessKeyId()) && !isAllowed(request)) {
            denied.increment();
        }
    }

    private boolean isAllowed(SeenRequest request) {
        RoleRights role = rights.get(request.accessKeyId());
        if (role == null) {
            note(new Wrong(request.accessKeyId(), "is no function of the template"), request.service());
            return false;
        }
        calls.incrementAndGet(request.accessKeyId());
        try {
            return actions.of(request).stream()
                    .map(action -> allows(role.on(action, clock.instant()), request.accessKeyId(), action))
                    .reduce(true, Boolean::logicalAnd);
        } catch (IllegalArgumentException unknown) {
            note(
                    new Wrong(request.accessKeyId(), "sends a request of an unknown kind: " + unknown.getMessage()),
                    request.target());
            return false;
        }
    }

    public RightsReport report() {
        SortedSet<Grant.Of> unused = rights.entrySet().stream()
                .flatMap(role -> role.getValue().grants().map(grant -> new Grant.Of(role.getKey(), grant)))
                .filter(grant -> !uses.containsKey(grant))
                .filter(grant -> !isOfLambda(grant))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> complaints = wrong.entrySet().stream()
                .map(kind -> complaint(kind.getKey(), kind.getValue()))
                .sorted()
                .toList();
        return new RightsReport(
                new TreeMap<>(calls.asMap()), new TreeMap<>(uses.asMap()), unused, denied.sum(), complaints);
    }

    private boolean isOfLambda(Grant.Of grant) {
        Function function = functions.get(grant.function());
        return function != null && include(grant.grant(), function);
    }

    private static String complaint(Wrong wrong, Found found) {
        return "%s %s (%,d %s, the first: %s)"
                .formatted(
                        wrong.caller(),
                        wrong.problem(),
                        found.count(),
                        found.count() == 1 ? "call" : "calls",
                        found.first());
    }

    private boolean allows(Verdict verdict, String function, RequestedAction requested) {
        return switch (verdict) {
            case Verdict.Allowed(Set<Grant> by) -> {
                by.forEach(grant -> uses.incrementAndGet(new Grant.Of(function, grant)));
                yield true;
            }
            case Verdict.NotAllowed() -> {
                note(new Wrong(function, "may not " + shape(requested)), example(requested));
                yield false;
            }
            case Verdict.Denied(Rule by) -> {
                note(new Wrong(function, "is denied by a policy to " + shape(requested)), example(requested));
                yield false;
            }
        };
    }

    private void note(Wrong kind, String example) {
        Wrong counted = wrong.size() < MOST_KINDS || wrong.containsKey(kind) ? kind : Wrong.REST;
        wrong.merge(counted, new Found(1, example), (before, one) -> before.andOne());
    }

    /** The action and the resource, without the key of an object: there may be as many as objects. */
    private static String shape(RequestedAction requested) {
        return requested.action() + " on " + requested.resource().replaceFirst("(:::[^/]+/).+", "$1*");
    }

    private static String example(RequestedAction requested) {
        return requested.resource() + (requested.keys().isEmpty() ? "" : " with " + new TreeMap<>(requested.keys()));
    }

    static boolean include(Grant grant, Function function) {
        return grant.action().startsWith(LOGS)
                || function.triggers().stream().anyMatch(trigger -> include(grant, trigger));
    }

    private static boolean include(Grant grant, Trigger trigger) {
        return switch (trigger) {
            case QueueSource source ->
                QueueSource.ACTIONS.contains(grant.action()) && grant.resource().endsWith(":" + source.queue());
            case StreamSource source ->
                (StreamSource.ACTIONS.contains(grant.action())
                                && grant.resource().contains("/" + source.table() + "/stream/"))
                        || (StreamSource.ACTIONS_ON_DEAD_LETTERS.contains(grant.action())
                                && grant.resource().endsWith(":" + source.deadLetterQueue()));
            case Route ignored -> false;
            case Schedule ignored -> false;
        };
    }

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
}
