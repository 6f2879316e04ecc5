package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * The records of deletions, one for each plan and account. No record is taken back. A read sees every write before it.
 */
public interface DeletionRecords {
    /**
     * Saves a record, unless the store has one of this plan and user with more entries, or a finished one that this one
     * does not add entries to, or does not end: deleted entries stay gone, and two workers may each record what they
     * found.
     *
     * @return false if the stored record stays as it is
     */
    boolean put(GroupId group, Deletion deletion);

    /** The record of a plan and of the account at a place of its manifest. */
    Optional<Deletion> find(GroupId group, PlanId plan, Place place);

    /** The records of a plan in a chunk, one for each account, in the order of their ids. */
    Stream<Deletion> list(GroupId group, PlanId plan, int chunk);

    /**
     * The record of a plan's deletion of one account.
     *
     * @param place of the account in the manifest of the plan
     * @param deleted the named entries that are gone
     * @param rows the number of removed rows of items, transfers, and archives, without those of a worker that died
     * @param appeared the number of entries that the manifest does not name: they are reported, and not deleted
     * @param at when the last entry was gone, the reason to keep the account was met, or a worker left
     */
    record Deletion(Place place, PlanId plan, Totals deleted, long rows, long appeared, Progress outcome, Instant at) {
        public Deletion {
            if (rows < 0 || appeared < 0) {
                throw new IllegalArgumentException("a count of a deletion is negative");
            }
        }

        /** The user of the account. */
        public UserId user() {
            return place.user();
        }

        /** The progress of a plan with an account; stable. */
        public enum Progress {
            /** Every entry in the manifest is gone, and every row. */
            GONE,
            /** The account came under hold: the rest of its entries is kept, and all of its rows. */
            HELD,
            /** The account left the group: the rest of its entries and rows is kept. */
            FOREIGN,
            /**
             * A worker left the account unfinished. The plan may go on with it. If the plan is given up, this record
             * has all that it did.
             */
            PARTIAL
        }

        /** True if the plan does nothing more with the account. */
        public boolean finished() {
            return switch (outcome) {
                case GONE, HELD, FOREIGN -> true;
                case PARTIAL -> false;
            };
        }

        /** True if entries of the account may be left for good. */
        boolean kept() {
            return switch (outcome) {
                case HELD, FOREIGN -> true;
                case GONE, PARTIAL -> false;
            };
        }
    }
}
