package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.purge.Plan.PlanId;

/**
 * A plan as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param state {@code PLANNING} or {@code PLANNED}
 * @param chunksDone the number of listed chunks
 * @param insteadOf the plan that it replaced
 * @param planned the result of a plan that is made
 */
@RegisterForReflection
public record PlanView(
        String group,
        String planId,
        String state,
        String by,
        Optional<String> bySubject,
        String begunAt,
        int chunksDone,
        int chunks,
        Optional<String> insteadOf,
        Optional<PlannedView> planned) {

    /**
     * The result of a plan.
     *
     * @param hash the hash that approvers name
     * @param manifest the key of the root in the audit bucket
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
            long objects,
            long versions,
            long markers,
            long uploads,
            long bytes) {}

    /**
     * The view of a plan.
     *
     * @param listed the number of listed chunks
     */
    static PlanView of(Plan.Begun plan, int listed) {
        return new PlanView(
                plan.group().value(),
                plan.id().value(),
                plan.planned().isPresent() ? "PLANNED" : "PLANNING",
                plan.by().name(),
                plan.by().subject(),
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
                totals.entries(),
                totals.versions(),
                totals.markers(),
                totals.uploads(),
                totals.bytes());
    }
}
