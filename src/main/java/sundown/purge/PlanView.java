package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * A plan as the operator sees it. Instants are ISO 8601 in UTC.
 *
 * @param state {@code PLANNING} or {@code PLANNED}
 * @param chunksDone how many of its chunks are listed
 * @param insteadOf the plan that it replaced
 * @param planned of a plan that is made
 */
@RegisterForReflection
public record PlanView(
        String group,
        String planId,
        String state,
        String by,
        String begunAt,
        int chunksDone,
        int chunks,
        Optional<String> insteadOf,
        Optional<PlannedView> planned) {

    /**
     * What is planned.
     *
     * @param hash what those who approve must name
     * @param manifest the key of its root in the audit bucket
     * @param report the key of the report for people
     */
    @RegisterForReflection
    public record PlannedView(
            String hash,
            String manifest,
            String report,
            long users,
            long held,
            long foreign,
            long versions,
            long markers,
            long uploads,
            long bytes) {}

    /**
     * The view of a plan.
     *
     * @param listed how many of its chunks are listed
     */
    static PlanView of(Plan.Begun plan, int listed) {
        return new PlanView(
                plan.group().value(),
                plan.id().value(),
                plan.planned().isPresent() ? "PLANNED" : "PLANNING",
                plan.by().name(),
                plan.begunAt().toString(),
                listed,
                plan.chunks() * PlanWork.Part.values().length,
                plan.insteadOf().map(PlanId::value),
                plan.planned().map(planned -> view(plan, planned)));
    }

    private static PlannedView view(Plan.Begun plan, Plan.Planned planned) {
        Totals totals = planned.totals();
        return new PlannedView(
                planned.hash().hex(),
                AuditKeys.root(plan.group(), plan.id()).value(),
                AuditKeys.report(plan.group(), plan.id()).value(),
                planned.users(),
                planned.held(),
                planned.foreign(),
                totals.versions(),
                totals.markers(),
                totals.uploads(),
                totals.bytes());
    }
}
