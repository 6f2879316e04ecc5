package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A purge as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param at when it came to its end
 * @param pausesUntil until when everybody can object
 * @param accounts how far the deletion is
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

    /** What is to be deleted. */
    @RegisterForReflection
    public record PlanView(
            String planId, String manifestHash, String plannedBy, String at, long users, long objects, long bytes) {}

    /** Who has approved it. */
    @RegisterForReflection
    public record ApprovalView(String by, String at) {}

    /** How many accounts have been begun and finished. */
    @RegisterForReflection
    public record AccountsView(long begun, long finished) {}

    /** Who ended it, and why. */
    @RegisterForReflection
    public record EndedView(String by, String reason) {}

    /** The view of a purge. */
    static PurgeView of(Purge purge) {
        PurgeState state = purge.state();
        return new PurgeView(
                purge.group().value(),
                state.name().name(),
                plan(purge.plan()),
                state.approvedBy().stream()
                        .map(approval -> new ApprovalView(
                                approval.by().name(), approval.at().toString()))
                        .toList(),
                state instanceof PurgeState.Pausing pausing
                        ? Optional.of(pausing.until().toString())
                        : Optional.empty(),
                state.deletion().map(progress -> new AccountsView(progress.begun(), progress.finished())),
                endedAt(state).map(Instant::toString),
                state instanceof PurgeState.Aborted aborted
                        ? Optional.of(new EndedView(aborted.by().name(), aborted.reason()))
                        : Optional.empty());
    }

    private static PlanView plan(Plan plan) {
        return new PlanView(
                plan.id().value(),
                plan.manifest().hex(),
                plan.plannedBy().name(),
                plan.at().toString(),
                plan.users(),
                plan.objects(),
                plan.bytes());
    }

    private static Optional<Instant> endedAt(PurgeState state) {
        return switch (state) {
            case PurgeState.Purged purged -> Optional.of(purged.at());
            case PurgeState.Certified certified -> Optional.of(certified.at());
            case PurgeState.Differs differs -> Optional.of(differs.at());
            case PurgeState.Aborted aborted -> Optional.of(aborted.at());
            case PurgeState.Planned ignored -> Optional.empty();
            case PurgeState.Pausing ignored -> Optional.empty();
            case PurgeState.Canary ignored -> Optional.empty();
            case PurgeState.Waves ignored -> Optional.empty();
        };
    }
}
