package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/**
 * A purge as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param at the end of the purge
 * @param pausesUntil the end of the time in which everybody can object
 * @param accounts the progress of the deletion, while it is under way
 * @param ended the operator who ended it, and the reason
 */
@RegisterForReflection
public record PurgeView(
        GroupId group,
        PlanId planId,
        Sha256 manifestHash,
        String state,
        List<Approval> approvals,
        Optional<Instant> pausesUntil,
        Optional<AccountsView> accounts,
        Optional<Instant> at,
        Optional<EndedView> ended) {
    /** The state of a planned purge with two approvals. */
    private static final String PAUSING = "PAUSING";

    /**
     * The progress of the part of the deletion that is under way.
     *
     * @param finished the number of accounts that are gone, under hold, or of another group
     * @param setAside the number of accounts that could not be deleted, and are tried again: {@code steer-job} names
     *     them
     * @param chunksDone the number of chunks whose accounts are all finished
     */
    @RegisterForReflection
    public record AccountsView(long finished, long setAside, int chunks, int chunksDone) {}

    @RegisterForReflection
    public record EndedView(String by, String reason) {}

    /** The view of an approved purge, before its deletion. */
    static PurgeView approved(Approvals said) {
        return of(
                new Purge(said.group(), said.plan(), new PurgeState.Planned(), 0), Optional.of(said), Optional.empty());
    }

    public static PurgeView of(Purge purge, Optional<Approvals> said, Optional<AccountsView> accounts) {
        PurgeState state = purge.state();
        Optional<Approvals> approvals = said.filter(_ -> counts(state));
        Optional<Instant> pausesUntil = approvals
                .filter(all -> state instanceof PurgeState.Planned && all.complete())
                .flatMap(Approvals::until);
        return new PurgeView(
                purge.group(),
                purge.plan().id(),
                purge.plan().manifest(),
                pausesUntil.isPresent() ? PAUSING : state.name().name(),
                approvals.map(Approvals::all).orElse(List.of()),
                pausesUntil,
                accounts,
                state instanceof PurgeState.Ended ended ? Optional.of(ended.at()) : Optional.empty(),
                state instanceof PurgeState.Aborted aborted
                        ? Optional.of(new EndedView(aborted.by().name(), aborted.reason()))
                        : Optional.empty());
    }

    /** True if the purge rests, or rested until its end, on approvals. */
    private static boolean counts(PurgeState state) {
        return switch (state) {
            case PurgeState.Planned _, PurgeState.Canary _, PurgeState.Waves _ -> true;
            case PurgeState.Purged _, PurgeState.Certified _, PurgeState.Differs _ -> true;
            case PurgeState.Aborted _, PurgeState.Voided _ -> false;
        };
    }
}
