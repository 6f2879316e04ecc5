package sundown.notify;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.edge.StreamEvent;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.refund.RefundLedger.Refund;
import sundown.timeline.Group;
import sundown.transfer.Transfer;

/** Turns a record of a table's stream into a change. */
public interface ChangeReader {
    /**
     * Reads a record.
     *
     * @return nothing for a row without events
     * @throws sundown.failure.PermanentFailure when the row cannot be read, however often
     * @throws sundown.failure.RetryableFailure when what it needs cannot be read now
     */
    Optional<Change> read(StreamEvent.Change record);

    /** A changed row: before the change, nothing for a new row, and after it. {@code at} is in whole seconds. */
    sealed interface Change {
        /** Of a user's transfer; another may have been in its place. */
        record OfTransfer(Instant at, Optional<Transfer> before, Transfer after) implements Change {}

        /** Of a user's archive; another may have been in its place. */
        record OfArchive(Instant at, Optional<Archive> before, Archive after) implements Change {}

        /** Of a row of the ledger. */
        record OfRefund(Instant at, Optional<Refund> before, Refund after) implements Change {}

        /** Of an account. */
        record OfAccount(Instant at, Optional<Account> before, Account after) implements Change {}

        /** Of how far a user is reached. */
        record OfReach(Instant at, UserId user, Reach after) implements Change {}

        /**
         * Of a group's milestones.
         *
         * @param group with the dates in force now
         */
        record OfGroup(Instant at, Optional<ReachedMilestones> before, ReachedMilestones after, Group group)
                implements Change {}
    }
}
