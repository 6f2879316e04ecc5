package sundown.purge;

import java.time.Instant;
import sundown.account.UserId;

/**
 * What a plan did to one account: the little that is kept of it.
 *
 * @param place of the account in the manifest of the plan
 * @param deleted what the manifest named and is gone
 * @param rows how many rows of items, transfers and archives were removed; a worker that died among them did not count
 *     its
 * @param appeared how many entries were found that the manifest does not name: they are reported, and not deleted
 * @param at when the last of it was gone, the reason to keep it was met, or a worker left
 */
public record Deletion(
        Place place, PlanId plan, Totals deleted, long rows, long appeared, Outcome outcome, Instant at) {
    public Deletion {
        if (rows < 0 || appeared < 0) {
            throw new IllegalArgumentException("a count of a deletion is negative");
        }
    }

    /** The user of the account. */
    public UserId user() {
        return place.user();
    }

    /** How far a plan came with an account; stable. */
    public enum Outcome {
        /** All that the manifest names is gone, and every row. */
        GONE,
        /** The account came under hold: what was left then is kept, and all its rows. */
        HELD,
        /** The account was not the group's any more: what was left then is kept, and all rows that were left. */
        FOREIGN,
        /**
         * A worker left the account unfinished. The plan may go on with it. If the plan is given up, this is all that
         * it did.
         */
        PARTIAL
    }

    /** True when the plan does nothing more with the account. */
    public boolean finished() {
        return switch (outcome) {
            case GONE, HELD, FOREIGN -> true;
            case PARTIAL -> false;
        };
    }

    /** True when something of the account may be left for good. */
    boolean kept() {
        return switch (outcome) {
            case HELD, FOREIGN -> true;
            case GONE, PARTIAL -> false;
        };
    }
}
