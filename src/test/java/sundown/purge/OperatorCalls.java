package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgePorts.PurgeFunctions;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.close.SampleClosings;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.Timeline;

/** The operators' functions of a purge over ports in memory; {@link Given#GROUP} has closed, is drained and planned. */
public final class OperatorCalls extends InMemoryPurge {
    static final String HASH = Given.PLAN.manifest().hex();

    private PurgeFunctions functions = ports().purgeFunctions(Given.SETTINGS, clock);

    public OperatorCalls() {
        super(Given.NOW, GalleryLayout.GROUP_FIRST);
        closings.save(SampleClosings.drained(Given.GROUP, Given.CLOSE, Given.DRAINED));
        plan("plan00001", "a");
    }

    /** Plans the group under the timeline and the holds of now. */
    public void plan(String id, String digit) {
        files.putIfAbsent(
                AuditKeys.root(Given.GROUP, new PlanId(id)),
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
        functions = Records.with(ports(), "approvals", observed).purgeFunctions(Given.SETTINGS, clock);
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

    void approveTwice() {
        approve("Ada");
        approve("Grace");
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
        return OperatorRequests.ask(functions.get(), new OperatorCall(Json.tree(call)), clock);
    }

    /** What the deletion would be told to do now. */
    public PurgeRules.Next next() {
        PurgeContext now = functions.groups().circumstances(Given.GROUP);
        Purge purge = PurgeRules.toAdvance(purges.find(Given.GROUP), now).orElseThrow();
        return PurgeRules.next(purge, now, part -> false);
    }
}
