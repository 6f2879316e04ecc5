package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.ApprovalStore.Approvals.Approval;
import sundown.purge.PurgeStore.Purge;

/**
 * A purge as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param at when it ended
 * @param pausesUntil until when everybody can object
 * @param accounts the progress of the deletion, while it is under way
 * @param ended who ended it, and why
 */
@RegisterForReflection
public record PurgeView(
        String group,
        String planId,
        String manifestHash,
        String state,
        List<ApprovalView> approvals,
        Optional<String> pausesUntil,
        Optional<AccountsView> accounts,
        Optional<String> at,
        Optional<EndedView> ended) {
    /** The state of a planned purge with two approvals. */
    private static final String PAUSING = "PAUSING";

    /** One approval. */
    @RegisterForReflection
    public record ApprovalView(String by, Optional<String> bySubject, String at) {}

    /**
     * The progress of the part of the deletion that is under way.
     *
     * @param finished the number of accounts without a named entry, except for entries under hold
     * @param setAside the number of accounts that could not be deleted, and are tried again: {@code steer-job} names
     *     them
     * @param chunks the number of chunks
     * @param chunksDone the number of chunks whose accounts are all finished
     */
    @RegisterForReflection
    public record AccountsView(long finished, long setAside, int chunks, int chunksDone) {}

    /** The operator who ended a purge, and the reason. */
    @RegisterForReflection
    public record EndedView(String by, String reason) {}

    /** The view of an approved purge, before its deletion. */
    static PurgeView approved(Approvals said) {
        return of(
                new Purge(said.group(), said.plan(), new PurgeState.Planned(), 0), Optional.of(said), Optional.empty());
    }

    /**
     * The view of a purge.
     *
     * @param said the approvals of its plan
     * @param accounts the progress of its deletion
     */
    public static PurgeView of(Purge purge, Optional<Approvals> said, Optional<AccountsView> accounts) {
        PurgeState state = purge.state();
        Optional<Approvals> approvals = said.filter(_ -> counts(state));
        Optional<Instant> pausesUntil = approvals
                .filter(all -> state instanceof PurgeState.Planned && all.complete())
                .flatMap(Approvals::until);
        return new PurgeView(
                purge.group().value(),
                purge.plan().id().value(),
                purge.plan().manifest().hex(),
                pausesUntil.isPresent() ? PAUSING : state.name().name(),
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

    /** True while the purge rests, or in its end rested, on approvals. */
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
}
