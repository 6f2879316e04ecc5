package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.timeline.GroupId;

/** Who may approve a purge, and when: pure. */
public final class ApprovalRules {
    private ApprovalRules() {}

    /** What an operator's word comes to. */
    public sealed interface Verdict {
        /** It counts: this is to be saved. */
        record Changed(Purge purge) implements Verdict {}

        /** It changes nothing. */
        record Refused(Refusal why) implements Verdict {}
    }

    /**
     * Decides on an approval. Neither of the two who approve may be the one who planned, and the first approval alone
     * begins nothing.
     *
     * @param stored the purge as it is in the store
     * @param manifest the hash that the operator names
     * @param pause how long everybody can object after the second approval
     */
    public static Verdict approve(
            Optional<Purge> stored, Circumstances now, ManifestHash manifest, Operator by, Duration pause) {
        Optional<Purge> current = PurgeRules.current(stored, now);
        if (current.isEmpty()) {
            return new Verdict.Refused(Refusal.NOT_PLANNED);
        }
        Purge purge = current.get();
        return hindrance(purge, now, manifest, by)
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> new Verdict.Changed(approved(purge, by, now.now(), pause)));
    }

    private static Optional<Refusal> hindrance(Purge purge, Circumstances now, ManifestHash manifest, Operator by) {
        if (now.close().filter(close -> !now.now().isBefore(close)).isEmpty()) {
            return Optional.of(Refusal.WINDOW_OPEN);
        }
        if (now.drainedAt().isEmpty()) {
            return Optional.of(Refusal.NOT_DRAINED);
        }
        if (!purge.plan().manifest().equals(manifest)) {
            return Optional.of(Refusal.OTHER_MANIFEST);
        }
        return switch (purge.state()) {
            case PurgeState.Planned planned -> hindrance(purge.plan(), planned, now, by);
            case PurgeState.Pausing ignored -> Optional.of(Refusal.APPROVED_BEFORE);
            case PurgeState.Canary ignored -> Optional.of(Refusal.APPROVED_BEFORE);
            case PurgeState.Waves ignored -> Optional.of(Refusal.APPROVED_BEFORE);
            case PurgeState.Purged ignored -> Optional.of(Refusal.OVER);
            case PurgeState.Certified ignored -> Optional.of(Refusal.OVER);
            case PurgeState.Differs ignored -> Optional.of(Refusal.OVER);
            case PurgeState.Aborted ignored -> Optional.of(Refusal.OVER);
        };
    }

    private static Optional<Refusal> hindrance(Plan plan, PurgeState.Planned planned, Circumstances now, Operator by) {
        if (!now.uphold(plan)) {
            return Optional.of(Refusal.PLAN_OUTDATED);
        }
        if (plan.plannedBy().is(by)) {
            return Optional.of(Refusal.BY_THE_PLANNER);
        }
        return planned.first().filter(first -> first.by().is(by)).map(first -> Refusal.BY_THE_SAME_PERSON);
    }

    private static Purge approved(Purge purge, Operator by, Instant now, Duration pause) {
        Approval approval = new Approval(by, now);
        return purge.state() instanceof PurgeState.Planned planned
                ? purge.in(planned.first()
                        .<PurgeState>map(
                                first -> new PurgeState.Pausing(new Approvals(first, approval), now.plus(pause)))
                        .orElseGet(() -> new PurgeState.Planned(Optional.of(approval))))
                : purge;
    }

    /**
     * Decides on an objection, which one person alone may make as long as the purge has not come to an end. It needs
     * nothing of what an approval needs, so that nothing stands in its way.
     */
    public static Verdict abort(
            Optional<Purge> stored, Optional<Plan> latest, GroupId group, PurgeState.Aborted aborted) {
        Optional<Purge> current = PurgeRules.ofLatest(group, stored, latest);
        if (current.isEmpty()) {
            return new Verdict.Refused(Refusal.NOT_PLANNED);
        }
        Purge purge = current.get();
        return purge.state().name().open() ? new Verdict.Changed(purge.in(aborted)) : new Verdict.Refused(Refusal.OVER);
    }
}
