package sundown.purge;

import java.time.Duration;
import java.util.Optional;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** Who may approve a purge, and when: pure. */
public final class ApprovalRules {
    private ApprovalRules() {}

    /**
     * What follows from an operator's word.
     *
     * @param <T> what it changes
     */
    public sealed interface Verdict<T> {
        /** It counts: this is to be saved. */
        record Changed<T>(T changed) implements Verdict<T> {}

        /** It changes nothing. */
        record Refused<T>(Refusal why) implements Verdict<T> {}
    }

    /**
     * Decides on an approval. Neither of the two who approve may be the one who planned, and the first approval alone
     * begins nothing.
     *
     * @param stored the purge as it is in the store
     * @param manifest the hash that the operator names
     * @param pause how long everybody can object after the second approval
     */
    public static Verdict<Approvals> approve(
            Optional<Purge> stored, PurgeContext context, ManifestHash manifest, Operator by, Duration pause) {
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

    private static Optional<Refusal> hindrance(Purge purge, PurgeContext context, ManifestHash manifest, Operator by) {
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
     * Decides on an objection, which one person alone may make as long as the purge has not come to an end. It needs
     * nothing of what an approval needs, so that nothing stands in its way.
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
                : new Verdict.Changed<>(purge.in(aborted));
    }
}
