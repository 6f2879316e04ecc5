package sundown.purge;

import java.time.Instant;
import sundown.account.UserId;

/**
 * What was done to one account: the little that is kept of it.
 *
 * @param deleted what the manifest named and is gone
 * @param rows how many rows of items, transfers and archives were removed; a worker that died among them did not count its
 * @param appeared how many entries were found that the manifest does not name: they are reported, and not deleted
 * @param held true when the account came under hold: what was left then is kept, and all its rows
 * @param at when the last of it was gone, or the hold was met
 */
public record Deletion(UserId user, PlanId plan, Totals deleted, long rows, long appeared, boolean held, Instant at) {
    public Deletion {
        if (rows < 0 || appeared < 0) {
            throw new IllegalArgumentException("a count of a deletion is negative");
        }
    }
}
