package sundown.purge.deletion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.hold.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.job.InMemoryJobStore;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.Given;
import sundown.purge.approval.InMemoryApprovalStore;
import sundown.purge.approval.InMemoryKillSwitch;
import sundown.purge.approval.InMemoryPurgeStore;
import sundown.purge.approval.InMemoryTrustedTime;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeContext;
import sundown.purge.approval.PurgeRules;
import sundown.purge.close.InMemoryClosingStore;
import sundown.purge.close.SampleClosings;
import sundown.purge.plan.InMemoryAuditFiles;
import sundown.purge.plan.InMemoryPlanStore;
import sundown.purge.plan.InMemoryPlans;
import sundown.purge.plan.ManifestKeys;
import sundown.purge.plan.PlanId;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.Timeline;

/** The operators' functions of a purge over ports in memory; {@link Given#GROUP} has closed, is drained and planned. */
public final class OperatorCalls {
    static final String HASH = Given.PLAN.manifest().hex();

    public final ManualClock clock = new ManualClock(Given.NOW);
    public final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    public final InMemoryClosingStore closings = new InMemoryClosingStore();
    final InMemoryHoldStore holds = new InMemoryHoldStore();
    public final InMemoryPlans plans = new InMemoryPlans();
    final InMemoryPlanStore planning = new InMemoryPlanStore();
    public final InMemoryPurgeStore purges = new InMemoryPurgeStore();
    public final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryKillSwitch killSwitch = new InMemoryKillSwitch();
    public final InMemoryTrustedTime trusted = new InMemoryTrustedTime(clock);
    public final InMemoryAuditFiles files = new InMemoryAuditFiles();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    public final PurgeFunctions.Ports ports = new PurgeFunctions.Ports(
            timelines,
            closings,
            holds,
            plans,
            planning,
            purges,
            approvals,
            killSwitch,
            trusted,
            files,
            jobs,
            new InMemoryQueue<>(clock, new Random(1), Duration.ofHours(1), 5));

    private PurgeFunctions functions = PurgeFunctions.over(ports, Given.SETTINGS, clock);

    public OperatorCalls() {
        closings.save(SampleClosings.drained(Given.GROUP, Given.CLOSE, Given.DRAINED));
        plan("plan00001", "a");
    }

    /** Plans the group under the timeline and the holds of now. */
    public void plan(String id, String digit) {
        files.putIfAbsent(
                ManifestKeys.root(Given.GROUP, new PlanId(id)),
                Given.manifest(digit).write());
        planWithoutManifest(id, digit);
    }

    /** The same, and something else lies in the audit bucket, or nothing. */
    public void planWithoutManifest(String id, String digit) {
        plans.put(Given.GROUP, Given.plan(id, digit, 250, timelines.inForce().version(), holds.changes(Given.GROUP)));
    }

    /** From now on something happens around each call of the approvals' store. */
    public void observeApprovals(ObservedPort.Observer observer) {
        ApprovalStore observed = ObservedPort.of(ApprovalStore.class, approvals, observer);
        functions = PurgeFunctions.over(Records.with(ports, "approvals", observed), Given.SETTINGS, clock);
    }

    /** Puts a timeline in force that differs in nothing but its version, and perhaps the group's close. */
    public void republish(Optional<Instant> close) {
        Timeline timeline = timelines.inForce();
        List<Group> groups = timeline.groups().stream()
                .map(group -> close.filter(at -> group.id().equals(Given.GROUP))
                        .map(at -> closing(group, at))
                        .orElse(group))
                .toList();
        timelines.put(new Timeline(timeline.version() + 1, timeline.exempt(), groups));
    }

    public static Group closing(Group group, Instant at) {
        return new Group(
                group.id(),
                group.regions(),
                new Dates(
                        group.dates().notice(),
                        group.dates().exportsOpen(),
                        at,
                        group.dates().refundBy()));
    }

    public void hold(String user) {
        holds.place(
                Given.GROUP,
                new Hold(new UserId(user), "a court", SampleOperators.named("Ada"), clock.instant(), Optional.empty()));
    }

    public void release(String user) {
        holds.release(Given.GROUP, new UserId(user));
    }

    JsonNode approve(String by) {
        return approve(Map.of("group", "1", "manifestHash", HASH, "by", by));
    }

    JsonNode approve(Map<String, Object> call) {
        return OperatorRequests.answer(functions.approve().handle(OperatorRequests.signed(call, clock.instant())));
    }

    JsonNode approve(Operator by) {
        Map<String, Object> call = Map.of("group", "1", "manifestHash", HASH);
        return OperatorRequests.answer(functions.approve().handle(OperatorRequests.by(by, clock.instant(), call)));
    }

    public JsonNode abort(Map<String, Object> call) {
        return functions.abort().handle(new OperatorCall(Json.tree(call)));
    }

    public JsonNode stop(Map<String, Object> call) {
        return functions.stop().handle(new OperatorCall(Json.tree(call)));
    }

    public JsonNode allow(Map<String, Object> call) {
        return functions.allow().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode get() {
        return get(Map.of("group", "1"));
    }

    JsonNode get(Map<String, Object> call) {
        return functions.get().handle(new OperatorCall(Json.tree(call)));
    }

    /** What the deletion would be told to do now. */
    public PurgeRules.Next next() {
        PurgeContext now = functions.groups().circumstances(Given.GROUP);
        Purge purge = PurgeRules.seenTo(purges.find(Given.GROUP), now).orElseThrow();
        return PurgeRules.next(purge, now, part -> false);
    }

    public void moveClockTo(Instant instant) {
        clock.advance(Duration.between(clock.instant(), instant));
    }

    static String typeOf(JsonNode problem) {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
