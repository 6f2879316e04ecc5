package sundown.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.purge.Deletion;
import sundown.purge.ManifestHash;
import sundown.purge.PlanId;
import sundown.purge.Totals;

/**
 * What came of one plan of a group.
 *
 * @param manifest over the manifest as it lies in the audit bucket; nothing where it is missing
 * @param accounts that the plan has finished
 * @param appeared entries that the manifest did not name when the account was deleted
 * @param firstAt when the first account was gone, or left in its midst
 * @param lastAt when the last one was
 */
public record PlanDone(
        PlanId plan,
        Optional<ManifestHash> manifest,
        long accounts,
        Totals deleted,
        long rows,
        long appeared,
        Optional<Instant> firstAt,
        Optional<Instant> lastAt) {

    /** A plan of which nothing was done. */
    static PlanDone nothing(PlanId plan, Optional<ManifestHash> manifest) {
        return new PlanDone(plan, manifest, 0, Totals.NONE, 0, 0, Optional.empty(), Optional.empty());
    }

    /** With one account more. */
    PlanDone plus(Deletion deletion) {
        return new PlanDone(
                plan,
                manifest,
                accounts + (deletion.finished() ? 1 : 0),
                deleted.plus(deletion.deleted()),
                rows + deletion.rows(),
                appeared + deletion.appeared(),
                Stream.concat(firstAt.stream(), Stream.of(deletion.at())).min(Instant::compareTo),
                Stream.concat(lastAt.stream(), Stream.of(deletion.at())).max(Instant::compareTo));
    }
}
