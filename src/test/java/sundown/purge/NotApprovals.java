package sundown.purge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.operator.Operator;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.Plan.PlanId;
import sundown.runtime.Records;

/** Rows of approvals that let nothing be deleted: each lacks something. */
public final class NotApprovals {
    private static final Approval ADA = new Approval(Given.ADA, Given.NOW);
    private static final Approval GRACE = new Approval(Given.GRACE, Given.NOW);
    private static final Approval PLANNER = new Approval(Given.PLANNER, Given.NOW);

    private NotApprovals() {}

    /** Of this plan, or almost. */
    public static Stream<Approvals> of(Plan plan) {
        return Stream.of(
                said(plan),
                said(plan, ADA),
                said(plan, PLANNER),
                said(plan, PLANNER, ADA),
                said(plan, ADA, PLANNER),
                said(plan, ADA, new Approval(Operator.proven("op-Ada", "Grace"), Given.NOW)),
                said(plan, ADA, new Approval(Operator.unproven("Grace"), Given.NOW)),
                said(Records.with(plan, "plannedBy", Operator.unproven("Zoë")), ADA, GRACE),
                said(plan, ADA, GRACE, ADA),
                new Approvals(Given.GROUP, plan, List.of(ADA, GRACE), Optional.empty(), 0),
                said(Records.with(plan, "id", new PlanId("plan00002")), ADA, GRACE),
                said(Records.with(plan, "manifest", Given.hash("f")), ADA, GRACE));
    }

    private static Approvals said(Plan plan, Approval... all) {
        return new Approvals(Given.GROUP, plan, List.of(all), Optional.of(Instant.EPOCH), 0);
    }
}
