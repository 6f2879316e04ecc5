package sundown.purge;

import java.time.Duration;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.operator.Operator;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/** Decides who may approve a purge, and when: pure. */
public final class ApprovalRules {
    private ApprovalRules() {}

    /**
     * The answer to an operator's approval or abort.
     *
     * @param <T> the record that it changes
     */
    public sealed interface Verdict<T> {
        /** The approval or abort counts: save the changed record. */
        record Changed<T>(T changed) implements Verdict<T> {}

        /** The approval or abort changes nothing. */
        record Refused<T>(Refusal why) implements Verdict<T> {}

        /**
         * Returns the changed record.
         *
         * @throws Problem if the approval or abort is refused
         */
        default T orThrow() {
            return switch (this) {
                case Changed<T> counts -> counts.changed();
                case Refused<T> refused -> throw refused.why().problem();
            };
        }
    }

    /** The reason why a purge is not planned, approved, or aborted. */
    public enum Refusal {
        NOT_PLANNED(ProblemType.NOT_PLANNED, "Plan the group's purge first: plan-purge."),
        WINDOW_OPEN(ProblemType.WINDOW_OPEN, "Its users can still take their photos out."),
        NOT_DRAINED(
                ProblemType.NOT_DRAINED, "Something of its users may still run; get-purge tells when it is drained."),
        OTHER_MANIFEST(ProblemType.OTHER_MANIFEST, "The hash is not that of the group's latest plan."),
        TAMPERED(
                ProblemType.MANIFEST_TAMPERED,
                "The manifest in the audit bucket has another hash, or is missing: find out why, and plan again."),
        PLAN_OUTDATED(
                ProblemType.PLAN_OUTDATED,
                "The group was not drained when the plan was made, or since then its dates or the gallery's layout have"
                        + " changed, or a hold was changed or released. Plan again."),
        APPROVED_BEFORE(ProblemType.APPROVED_BEFORE, "Two people have approved this plan before."),
        OVER(ProblemType.PURGE_OVER, "The purge of this plan has ended. Only another plan goes on."),
        PLANNER_UNKNOWN(
                ProblemType.PLANNER_UNKNOWN,
                "It was planned without a token, so that an approver could be the planner. Plan again with a token."),
        BY_THE_PLANNER(ProblemType.BY_THE_PLANNER, "It needs two other people."),
        BY_THE_SAME_PERSON(ProblemType.BY_THE_SAME_PERSON, "The second approval must be another person's."),
        OTHER_PLAN(ProblemType.OTHER_PLAN, "Name in insteadOf the plan that the group has now.");

        private final ProblemType type;
        private final String detail;

        Refusal(ProblemType type, String detail) {
            this.type = type;
            this.detail = detail;
        }

        Problem problem() {
            return Problem.of(type, detail);
        }
    }

    /**
     * Decides on an approval. Neither of the two approvers may be the planner, and the first approval alone begins
     * nothing.
     *
     * @param stored the purge in the store
     * @param manifest the hash that the operator names
     * @param pause how long everybody can object after the second approval
     */
    public static Verdict<Approvals> approve(
            Optional<Purge> stored, PurgeContext context, Sha256 manifest, Operator by, Duration pause) {
        Optional<Purge> current = PurgeRules.current(stored, context);
        if (current.isEmpty()) {
            return new Verdict.Refused<>(Refusal.NOT_PLANNED);
        }
        Purge purge = current.get();
        return hindrance(purge, context, manifest, by)
                .<Verdict<Approvals>>map(Verdict.Refused::new)
                .orElseGet(() ->
                        new Verdict.Changed<>(approved(purge.plan(), context, new Approval(by, context.now()), pause)));
    }

    private static Optional<Refusal> hindrance(Purge purge, PurgeContext context, Sha256 manifest, Operator by) {
        if (!context.closed()) {
            return Optional.of(Refusal.WINDOW_OPEN);
        }
        if (!context.drained()) {
            return Optional.of(Refusal.NOT_DRAINED);
        }
        if (!purge.plan().manifest().equals(manifest)) {
            return Optional.of(Refusal.OTHER_MANIFEST);
        }
        return switch (purge.state()) {
            case PurgeState.Planned _ -> hindrance(purge.plan(), context, by);
            case PurgeState.Canary _, PurgeState.Waves _ -> Optional.of(Refusal.APPROVED_BEFORE);
            case PurgeState.Voided _ -> Optional.of(Refusal.PLAN_OUTDATED);
            case PurgeState.Ended _ -> Optional.of(Refusal.OVER);
        };
    }

    private static Optional<Refusal> hindrance(Plan plan, PurgeContext context, Operator by) {
        if (!context.uphold(plan)) {
            return Optional.of(Refusal.PLAN_OUTDATED);
        }
        if (context.approved(plan).isPresent()) {
            return Optional.of(Refusal.APPROVED_BEFORE);
        }
        if (plan.plannedBy().subject().isEmpty()) {
            return Optional.of(Refusal.PLANNER_UNKNOWN);
        }
        if (!by.isAnotherThan(plan.plannedBy())) {
            return Optional.of(Refusal.BY_THE_PLANNER);
        }
        return context.approvals(plan).filter(said -> said.by(by)).map(said -> Refusal.BY_THE_SAME_PERSON);
    }

    private static Approvals approved(Plan plan, PurgeContext context, Approval approval, Duration pause) {
        return context.approvals(plan)
                .map(first -> first.with(approval, context.now().plus(pause)))
                .orElseGet(() -> Approvals.first(
                        context.group(),
                        plan,
                        approval,
                        context.approvals().map(Approvals::version).orElse(0L)));
    }

    /**
     * Decides on an abort, which one person alone may ask for until the purge has ended. An abort has no other
     * precondition.
     */
    public static Verdict<Purge> abort(
            Optional<Purge> stored, Optional<Plan> latest, GroupId group, PurgeState.Aborted aborted) {
        Optional<Purge> current = PurgeRules.ofLatest(group, stored, latest);
        if (current.isEmpty()) {
            return new Verdict.Refused<>(Refusal.NOT_PLANNED);
        }
        Purge purge = current.get();
        return purge.state() instanceof PurgeState.Ended
                ? new Verdict.Refused<>(Refusal.OVER)
                : new Verdict.Changed<>(purge.withState(aborted));
    }
}
