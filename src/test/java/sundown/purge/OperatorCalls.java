package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sundown.account.UserId;
import sundown.closing.InMemoryClosingStore;
import sundown.closing.SampleClosings;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.hold.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.job.InMemoryJobStore;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.Timeline;

/** The operators' functions of a purge over ports in memory; {@link Given#GROUP} has closed, is drained and planned. */
final class OperatorCalls {
    static final String HASH = Given.PLAN.manifest().hex();

    final ManualClock clock = new ManualClock(Given.NOW);
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryClosingStore closings = new InMemoryClosingStore();
    final InMemoryHoldStore holds = new InMemoryHoldStore();
    final InMemoryPlans plans = new InMemoryPlans();
    final InMemoryPurgeStore purges = new InMemoryPurgeStore();
    final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    final InMemoryKillSwitch killSwitch = new InMemoryKillSwitch();
    final InMemoryTrustedTime trusted = new InMemoryTrustedTime(clock);
    final InMemoryAuditFiles files = new InMemoryAuditFiles();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final PurgeFunctions.Ports ports = new PurgeFunctions.Ports(
            timelines,
            closings,
            holds,
            plans,
            purges,
            approvals,
            killSwitch,
            trusted,
            files,
            jobs,
            new InMemoryQueue<>(clock, new Random(1), Duration.ofHours(1), 5));

    private PurgeFunctions functions = PurgeFunctions.over(ports, Given.SETTINGS, clock);

    OperatorCalls() {
        closings.save(SampleClosings.drained(Given.GROUP, Given.CLOSE, Given.DRAINED));
        plan("plan00001", "a");
    }

    /** Plans the group under the timeline and the holds of now. */
    void plan(String id, String digit) {
        files.putIfAbsent(
                ManifestKeys.root(Given.GROUP, new PlanId(id)),
                Given.manifest(digit).write());
        planWithoutManifest(id, digit);
    }

    /** The same, and something else lies in the audit bucket, or nothing. */
    void planWithoutManifest(String id, String digit) {
        plans.put(Given.GROUP, Given.plan(id, digit, 250, timelines.inForce().version(), holds.changes(Given.GROUP)));
    }

    /** From now on something happens around each call of the approvals' store. */
    void observeApprovals(ObservedPort.Observer observer) {
        ApprovalStore observed = ObservedPort.of(ApprovalStore.class, approvals, observer);
        functions = PurgeFunctions.over(Records.with(ports, "approvals", observed), Given.SETTINGS, clock);
    }

    /** Puts a timeline in force that differs in nothing but its version, and perhaps the group's close. */
    void republish(Optional<Instant> close) {
        Timeline timeline = timelines.inForce();
        List<Group> groups = timeline.groups().stream()
                .map(group -> close.filter(at -> group.id().equals(Given.GROUP))
                        .map(at -> closing(group, at))
                        .orElse(group))
                .toList();
        timelines.put(new Timeline(timeline.version() + 1, timeline.exempt(), groups));
    }

    static Group closing(Group group, Instant at) {
        return new Group(
                group.id(),
                group.regions(),
                new Dates(
                        group.dates().notice(),
                        group.dates().exportsOpen(),
                        at,
                        group.dates().refundBy()));
    }

    void hold(String user) {
        holds.place(Given.GROUP, new Hold(new UserId(user), "a court", "Ada", clock.instant(), Optional.empty()));
    }

    void release(String user) {
        holds.release(Given.GROUP, new UserId(user));
    }

    JsonNode approve(String by) {
        return approve(Map.of("group", "1", "manifestHash", HASH, "by", by));
    }

    JsonNode approve(Map<String, Object> call) {
        return functions.approve().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode abort(Map<String, Object> call) {
        return functions.abort().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode stop(Map<String, Object> call) {
        return functions.stop().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode allow(Map<String, Object> call) {
        return functions.allow().handle(new OperatorCall(Json.tree(call)));
    }

    JsonNode get() {
        return get(Map.of("group", "1"));
    }

    JsonNode get(Map<String, Object> call) {
        return functions.get().handle(new OperatorCall(Json.tree(call)));
    }

    /** What the deletion would be told to do now. */
    PurgeRules.Next next() {
        PurgeContext now = functions.groups().circumstances(Given.GROUP);
        Purge purge = PurgeRules.seenTo(purges.find(Given.GROUP), now).orElseThrow();
        return PurgeRules.next(purge, now, part -> false);
    }

    void moveClockTo(Instant instant) {
        clock.advance(Duration.between(clock.instant(), instant));
    }

    static String typeOf(JsonNode problem) {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
