package sundown.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.gallery.ItemId;
import sundown.gallery.Tally;

/**
 * How far a transfer has come.
 *
 * @param pass 0 for the gallery, then one for each time that failed items are tried again
 * @param batch the number of the batch that comes next, from 1; it never goes back
 * @param cursor the last item that has an end in this pass
 * @param attempt how often in a row the current batch met a setback that may be an item's fault
 * @param lastFailure when an item last failed
 */
public record Progress(
        int pass,
        int batch,
        Optional<ItemId> cursor,
        Counts counts,
        Pace pace,
        int attempt,
        Optional<Instant> lastFailure) {

    /** Nothing moved yet. */
    public static Progress startingAt(Instant now, Tally gallery) {
        return new Progress(0, 1, Optional.empty(), Counts.of(gallery), Pace.startingAt(now), 0, Optional.empty());
    }

    /** One batch further: its last item, and what became of its items. */
    public Progress past(Optional<ItemId> last, List<ItemOutcome> outcomes, Instant now) {
        Counts next = counts.plus(outcomes);
        Tally settled = next.settled().minus(counts.settled());
        boolean anyFailed = outcomes.stream().anyMatch(ItemOutcome.Failed.class::isInstance);
        return new Progress(
                pass,
                batch + 1,
                last.or(() -> cursor),
                next,
                pace.plus(settled, now),
                0,
                anyFailed ? Optional.of(now) : lastFailure);
    }

    /** The batch met a setback. */
    public Progress afterSetback() {
        return new Progress(pass, batch, cursor, counts, pace, attempt + 1, lastFailure);
    }

    /** Work begins or begins again: what was waited for before does not slow the estimate. */
    public Progress resumedAt(Instant now) {
        return new Progress(pass, batch, cursor, counts, Pace.startingAt(now), 0, lastFailure);
    }

    /** All failed items are to be tried again. */
    public Progress retryingAt(Instant now) {
        return new Progress(
                pass + 1, batch, Optional.empty(), counts.withFailedPending(), Pace.startingAt(now), 0, lastFailure);
    }

    /** At the end of a pass: what was counted and never met is gone from the gallery. */
    public Progress ended() {
        return new Progress(pass, batch, cursor, counts.withRestSkipped(), pace, attempt, lastFailure);
    }
}
