package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.operator.Access;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * Plans the purge of a closed group, or tells the progress of its plan: an operator's call, {@code {"group"}}. With
 * {@code insteadOf}, the id of the existing plan, a new plan replaces it. The call deletes nothing.
 */
@Singleton
public record PlanPurgeFunction(OperatorEdge edge, Plans plans) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("plan-purge", Access.with(Proof.SIGNATURE, Role.PURGE_PLANNER), Call.class);

    @RegisterForReflection
    record Call(GroupId group, Optional<PlanId> insteadOf) {}

    @Funq("plan-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::plan);
    }

    private Plans.PlanView plan(Call call, Operator by) {
        return plans.view(plans.findOrBegin(call.group(), by, call.insteadOf()));
    }
}
