package sundown.purge;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.ManifestRoot.ManifestHash;
import sundown.purge.Plan.PlanId;

/**
 * The sums of a plan's deletion.
 *
 * @param manifest the hash of the manifest in the audit bucket; empty if it is missing
 * @param accounts the number of finished accounts
 * @param appeared the number of entries that the manifest did not name when the account was deleted
 * @param firstAt when the first account was finished, or left unfinished
 * @param lastAt when the last account was
 */
@RegisterForReflection
public record PlanDone(
        @JsonProperty("planId") PlanId plan,
        @JsonProperty("manifestHash") Optional<ManifestHash> manifest,
        long accounts,
        Totals deleted,
        long rows,
        long appeared,
        Optional<Instant> firstAt,
        Optional<Instant> lastAt) {

    /** A plan without a deleted account. */
    static PlanDone nothing(PlanId plan, Optional<ManifestHash> manifest) {
        return new PlanDone(plan, manifest, 0, Totals.NONE, 0, 0, Optional.empty(), Optional.empty());
    }

    /** The sums with one account more. */
    PlanDone plus(Deletion deletion) {
        return plus(new PlanDone(
                plan,
                manifest,
                deletion.finished() ? 1 : 0,
                deletion.deleted(),
                deletion.rows(),
                deletion.appeared(),
                Optional.of(deletion.at()),
                Optional.of(deletion.at())));
    }

    /** The sums of two parts of a plan. */
    PlanDone plus(PlanDone other) {
        return new PlanDone(
                plan,
                manifest,
                accounts + other.accounts,
                deleted.plus(other.deleted),
                rows + other.rows,
                appeared + other.appeared,
                Stream.concat(firstAt.stream(), other.firstAt.stream()).min(Instant::compareTo),
                Stream.concat(lastAt.stream(), other.lastAt.stream()).max(Instant::compareTo));
    }
}
