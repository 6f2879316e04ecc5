package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.purge.Approvals.Approval;

/**
 * A purge as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param at when it came to its end
 * @param pausesUntil until when everybody can object
 * @param accounts how far the deletion is, while something is being deleted
 * @param ended who ended it, and why
 */
@RegisterForReflection
public record PurgeView(
        String group,
        String state,
        PlanView plan,
        List<ApprovalView> approvals,
        Optional<String> pausesUntil,
        Optional<AccountsView> accounts,
        Optional<String> at,
        Optional<EndedView> ended) {
    /** What a planned purge is called that two people have approved. */
    private static final String PAUSING = "PAUSING";

    /** What is to be deleted. */
    @RegisterForReflection
    public record PlanView(
            String planId,
            String manifestHash,
            String plannedBy,
            Optional<String> plannedBySubject,
            String at,
            long users,
            long objects,
            long bytes) {}

    /** Who has approved it. */
    @RegisterForReflection
    public record ApprovalView(String by, Optional<String> bySubject, String at) {}

    /**
     * How far the part of the deletion that is under way has come.
     *
     * @param finished how many accounts have nothing left, but for holds
     * @param setAside how many accounts could not be deleted, and are tried again: {@code steer-job} names them
     * @param chunks into how many the accounts are split
     * @param chunksDone of how many every account is finished
     */
    @RegisterForReflection
    public record AccountsView(long finished, long setAside, int chunks, int chunksDone) {}

    /** Who ended it, and why. */
    @RegisterForReflection
    public record EndedView(String by, String reason) {}

    /** The view of a purge of which nothing is deleted yet. */
    static PurgeView approved(Approvals said) {
        return of(
                new Purge(said.group(), said.plan(), new PurgeState.Planned(), 0), Optional.of(said), Optional.empty());
    }

    /**
     * The view of a purge.
     *
     * @param said what people have said for its plan
     * @param accounts how far its deletion is
     */
    public static PurgeView of(Purge purge, Optional<Approvals> said, Optional<AccountsView> accounts) {
        PurgeState state = purge.state();
        Optional<Approvals> approvals = said.filter(_ -> counts(state));
        Optional<Instant> pausesUntil = approvals
                .filter(all -> state instanceof PurgeState.Planned && all.complete())
                .flatMap(Approvals::until);
        return new PurgeView(
                purge.group().value(),
                pausesUntil.isPresent() ? PAUSING : state.name().name(),
                plan(purge.plan()),
                approvals.stream()
                        .flatMap(all -> all.all().stream())
                        .map(PurgeView::view)
                        .toList(),
                pausesUntil.map(Instant::toString),
                accounts,
                state instanceof PurgeState.Ended ended ? Optional.of(ended.at().toString()) : Optional.empty(),
                state instanceof PurgeState.Aborted aborted
                        ? Optional.of(new EndedView(aborted.by().name(), aborted.reason()))
                        : Optional.empty());
    }

    /** True where approvals are still, or were, what the purge rests on. */
    private static boolean counts(PurgeState state) {
        return switch (state) {
            case PurgeState.Planned _, PurgeState.Canary _, PurgeState.Waves _ -> true;
            case PurgeState.Purged _, PurgeState.Certified _, PurgeState.Differs _ -> true;
            case PurgeState.Aborted _, PurgeState.Voided _ -> false;
        };
    }

    private static ApprovalView view(Approval approval) {
        return new ApprovalView(
                approval.by().name(), approval.by().subject(), approval.at().toString());
    }

    private static PlanView plan(Plan plan) {
        return new PlanView(
                plan.id().value(),
                plan.manifest().hex(),
                plan.plannedBy().name(),
                plan.plannedBy().subject(),
                plan.at().toString(),
                plan.users(),
                plan.objects(),
                plan.bytes());
    }
}
