package sundown.simulation.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.edge.Problem;
import sundown.job.Job.JobId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.Plan;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.simulation.cloud.PurgeCloud;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** The people who end a group: Ada plans, Grace and Linus approve; each of them may do anything else, too. */
public final class Operators {
    private static final Operator PLANNER = SampleOperators.named("Ada");
    private static final Operator GRACE = SampleOperators.named("Grace");
    private static final Operator LINUS = SampleOperators.named("Linus");
    private static final List<Operator> APPROVERS = List.of(GRACE, LINUS);
    private static final int FAULT = 500;

    /** A hold that ends later gives time to somebody who has missed the close, half of those that end. */
    private static final Duration SHORT = Duration.ofDays(5);

    private static final String OTHER_HASH = "f".repeat(64);

    private final PurgeCloud cloud;
    private final List<UserId> users;
    private final Invocations invocations;
    private final Surroundings around;
    private long calls;

    /**
     * They work on a group.
     *
     * @param users the users that they may put under hold
     */
    public Operators(PurgeCloud cloud, List<UserId> users, Invocations invocations, Surroundings around) {
        this.cloud = cloud;
        this.users = List.copyOf(users);
        this.invocations = invocations;
        this.around = around;
    }

    /** Does anything that an operator may do, mostly the next thing. */
    public void act() {
        switch (around.chance().between(1, 12)) {
            case 1 -> interfere(Optional.empty());
            case 2 -> approve(spelledAnew(around.chance().pick(PLANNER, GRACE)), hash());
            case 3 -> approve(around.chance().pick(APPROVERS), OTHER_HASH);
            case 4 -> certify();
            case 5 -> planAnew();
            case 6 -> steer();
            case 7 -> limit();
            default -> press();
        }
    }

    /**
     * Does something that others, who are about to delete, have to notice.
     *
     * @param user an account that they delete now
     */
    public void interfere(Optional<UserId> user) {
        switch (around.chance().between(1, 8)) {
            case 1, 2 -> hold(user);
            case 3 -> release();
            case 4, 5 -> stop();
            case 6, 7 -> allow();
            default -> abort();
        }
    }

    /** Takes the next step on the way to the end, as far as people take one. */
    public void press() {
        cloud.paused().forEach(job -> steer(job, Map.of("pause", false)));
        if (cloud.plan().flatMap(Plan.Begun::planned).isEmpty()) {
            plan(Map.of());
            return;
        }
        switch (cloud.purge().map(Purge::state).map(state -> state.name()).orElse(StateName.PLANNED)) {
            case PLANNED -> approveOrPlanAnew();
            case PURGED -> certify();
            case DIFFERS, ABORTED, VOIDED -> planAnew();
            case CANARY, WAVES, CERTIFIED -> {}
        }
    }

    /** What can no longer be approved is planned again. */
    private void approveOrPlanAnew() {
        boolean outdated = APPROVERS.stream()
                .map(by -> approve(by, hash()))
                .anyMatch(answer -> type(answer).endsWith(":plan-outdated"));
        if (outdated) {
            planAnew();
        }
    }

    /** The same person under the name of somebody else. */
    private static Operator spelledAnew(Operator operator) {
        return new Operator(operator.subject(), "Mary");
    }

    private static String type(JsonNode answer) {
        return answer.path("type").asText();
    }

    private String hash() {
        return cloud.plan()
                .flatMap(Plan.Begun::planned)
                .map(planned -> planned.hash().hex())
                .orElse(OTHER_HASH);
    }

    private void planAnew() {
        cloud.plan().ifPresent(plan -> plan(Map.of("insteadOf", plan.id().value())));
    }

    private void plan(Map<String, String> more) {
        invoke(FunctionName.PLAN_PURGE, PLANNER, more, cloud.planFunctions.plan()::handle);
    }

    private JsonNode approve(Operator by, String hash) {
        return invoke(
                FunctionName.APPROVE_PURGE, by, Map.of("manifestHash", hash), cloud.purgeFunctions.approve()::handle);
    }

    private void certify() {
        invoke(FunctionName.CERTIFY_PURGE, PLANNER, Map.of(), cloud.certify::handle);
    }

    /** Holds a job back, lets it go on, has users tried again, or looks. */
    private void steer() {
        JobId job = new JobId(around.chance().pick(PurgeCloud.JOBS), cloud.group());
        steer(
                job,
                around.chance()
                        .pick(List.of(Map.of("pause", true), Map.of("pause", false), Map.of("retry", true), Map.of())));
    }

    private void steer(JobId job, Map<String, Boolean> how) {
        Map<String, Object> call = new HashMap<>(how);
        call.put("job", job.toString());
        FunctionName name = how.isEmpty() ? FunctionName.LOOK_AT_JOB : FunctionName.STEER_JOB;
        call(name, LINUS, call, cloud.steer::handle);
    }

    /** Sets how fast the group is deleted, or gives that back to the parameters. */
    private void limit() {
        Map<String, Object> change = around.chance()
                .pick(List.<Map<String, Object>>of(
                        Map.of("purgeAccountsPerMinute", around.chance().between(1, 5)),
                        Map.of("purgeConcurrency", around.chance().between(1, 3)),
                        Map.of("giveBack", "purgeConcurrency")));
        Map<String, Object> call = new HashMap<>(change);
        call.put("reason", "simulated");
        call(FunctionName.CHANGE_LIMITS, LINUS, call, cloud.limiter::handle);
    }

    private void abort() {
        invoke(FunctionName.ABORT_PURGE, GRACE, Map.of("reason", "simulated"), cloud.purgeFunctions.abort()::handle);
    }

    private void hold(Optional<UserId> user) {
        Map<String, Object> call =
                new HashMap<>(user.filter(ignored -> around.chance().oneIn(2))
                        .map(this::named)
                        .orElseGet(this::somebody));
        if (around.chance().oneIn(3)) {
            Duration length = around.chance().between(Duration.ofHours(1), Duration.ofDays(9));
            call.put("until", around.now().plus(length).toString());
            call.put("recovery", length.compareTo(SHORT) > 0);
        }
        invoke(FunctionName.HOLD_ACCOUNT, LINUS, call, cloud.holdFunctions.hold()::handle);
    }

    private void release() {
        invoke(FunctionName.RELEASE_HOLD, LINUS, somebody(), cloud.holdFunctions.release()::handle);
    }

    /** One of the users, and now and then the user who left and has no account. */
    private Map<String, Object> somebody() {
        return named(around.chance().oneIn(6) ? People.LEFT : around.chance().pick(users));
    }

    private Map<String, Object> named(UserId user) {
        return Map.of("userId", user.value(), "noAccount", !users.contains(user), "reason", "simulated");
    }

    private void stop() {
        call(FunctionName.STOP_PURGES, LINUS, Map.of("reason", "simulated"), cloud.purgeFunctions.stop()::handle);
    }

    /** Nothing stands in the way of deletions any more. */
    public void allow() {
        call(FunctionName.ALLOW_PURGES, LINUS, Map.of("reason", "simulated"), cloud.purgeFunctions.allow()::handle);
    }

    private JsonNode invoke(
            FunctionName name, Operator by, Map<String, ?> with, Function<OperatorCall, JsonNode> function) {
        Map<String, Object> call = new HashMap<>(with);
        call.put("group", cloud.group().value());
        return call(name, by, call, function);
    }

    private JsonNode call(
            FunctionName name, Operator by, Map<String, ?> call, Function<OperatorCall, JsonNode> function) {
        Optional<JsonNode> answer = invocations
                .of(
                        name,
                        Optional.empty(),
                        () -> answered(function.apply(OperatorRequests.numbered(
                                ++calls,
                                OperatorRequests.by(by, around.time().workers().instant(), call)))))
                .answer();
        around.say(() -> name + " " + call + " by " + by + " is answered " + answer);
        return answer.orElseGet(() -> Json.tree(Map.of()));
    }

    private JsonNode answered(JsonNode response) {
        boolean allowed = response.path("statusCode").asInt() < FAULT
                || invocations.runs().current().mayFail();
        Violation.unless(allowed, "no fault of our own", response);
        JsonNode answer = OperatorRequests.answer(response);
        requireRecorded(invocations.runs().current(), answer);
        return answer;
    }

    /** What the answer tells is in the audit table, unless a port failed. */
    private static void requireRecorded(Run run, JsonNode answer) {
        String outcome = answer.path("type").asText(CallRecord.DONE).replace(Problem.TYPE_PREFIX, "");
        Violation.unless(run.mayFail() || run.recorded().equals(Optional.of(outcome)), Run.RECORDED, outcome);
    }
}
