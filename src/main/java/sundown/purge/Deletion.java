package sundown.purge;

import java.time.Instant;
import sundown.account.UserId;

/**
 * What was done to one account: the little that is kept of it.
 *
 * @param deleted what the manifest named and is gone
 * @param rows how many rows of items, transfers and archives were removed
 * @param appeared how many entries were found that the manifest does not name: they are reported, and not deleted
 * @param at when the last of it was gone
 */
public record Deletion(UserId user, PlanId plan, Totals deleted, long rows, long appeared, Instant at) {
    public Deletion {
        if (rows < 0 || appeared < 0) {
            throw new IllegalArgumentException("a count of a deletion is negative");
        }
    }
}
