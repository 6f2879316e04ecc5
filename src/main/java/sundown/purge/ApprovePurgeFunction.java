package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.failure.UntilSaved;
import sundown.operator.Access;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.purge.ApprovalRules.Refusal;
import sundown.purge.ApprovalStore.Approvals;
import sundown.timeline.GroupId;

/**
 * Approves the purge of a group: an operator's call, {@code {"group", "manifestHash"}}. The second approval begins the
 * pause.
 */
@Singleton
public record ApprovePurgeFunction(
        OperatorEdge edge,
        PurgeGroups groups,
        PurgeStore purges,
        ApprovalStore approvals,
        ManifestReader manifests,
        PurgeSettings settings) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("approve-purge", Access.with(Proof.FRESH_SIGN_IN, Role.PURGE_APPROVER), Call.class);

    @RegisterForReflection
    record Call(GroupId group, Sha256 manifestHash) {}

    @Funq("approve-purge")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::approve);
    }

    private PurgeView approve(Call call, Operator by) {
        GroupId group = groups.require(call.group());
        return UntilSaved.save(() -> Optional.of(approve(group, call.manifestHash(), by)), approvals::save)
                .map(PurgeView::approved)
                .orElseThrow();
    }

    /**
     * No approval takes back an abort at the same moment. People approve the manifest that they have read, so the audit
     * bucket must still keep this manifest.
     */
    private Approvals approve(GroupId group, Sha256 manifest, Operator by) {
        PurgeContext now = groups.circumstances(group);
        Approvals approved = ApprovalRules.approve(purges.find(group), now, manifest, by, settings.pause())
                .orThrow();
        ManifestRoot root = manifests.readRoot(group, approved.plan()).orElseThrow(Refusal.TAMPERED::problem);
        if (!manifests.fits(root)) {
            throw Refusal.PLAN_OUTDATED.problem();
        }
        return approved;
    }
}
