package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.failure.UntilSaved;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/**
 * Ends the purge of a group at any time: an operator's call, {@code {"group", "reason"}}. Deleted objects stay deleted.
 * All other objects stay until the group is planned again.
 */
@Singleton
public record AbortPurgeFunction(
        OperatorEdge edge, PurgeGroups groups, PlanStore plans, PurgeStore purges, Clock clock) {
    private static final OperatorForm<Call> FORM = OperatorForm.of(
            "abort-purge", Access.of(Role.PURGE_PLANNER, Role.PURGE_APPROVER, Role.LEGAL, Role.EMERGENCY), Call.class);

    @RegisterForReflection
    record Call(GroupId group, Line reason) {}

    @Funq("abort-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::abort);
    }

    private PurgeView abort(Call call, Operator by) {
        GroupId group = groups.require(call.group());
        Purge aborted = UntilSaved.save(
                        () -> Optional.of(abort(group, by, call.reason().text())), purges::save)
                .orElseThrow();
        return PurgeView.of(aborted, Optional.empty(), Optional.empty());
    }

    private Purge abort(GroupId group, Operator by, String reason) {
        PurgeState.Aborted aborted = new PurgeState.Aborted(by, reason, clock.instant());
        return ApprovalRules.abort(purges.find(group), plans.latest(group), group, aborted)
                .orThrow();
    }
}
