package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.timeline.GroupId;

/** The ledger of refunds, one row for each charge. Reads are strongly consistent, unless marked. */
public interface RefundLedger {
    /** Fixed for ever: a row that is stored keeps its part. */
    int PARTS = 16;

    /** Creates the row of a charge, or returns the existing one. */
    Refund open(Refund intent);

    /** The row of a charge. */
    Optional<Refund> find(ChargeId charge);

    /**
     * Saves a row with a conditional write on its version.
     *
     * @return the row with its new version; empty if another writer saved it since it was read
     */
    Optional<Refund> save(Refund refund);

    /**
     * Charges that are due, a few at a time. First those that were requested and are uncertain, because people must
     * resolve them within a day; then those that were not requested yet; then the pending ones, which the payment
     * service reports by itself. Within each, the longest waiting first.
     */
    @EventuallyConsistent
    List<ChargeId> listDue(Instant now, int limit);

    /**
     * The rows in a state, page by page; a row that is changing may be missing or outdated.
     *
     * @param after the last charge of the page before
     */
    @EventuallyConsistent
    List<Refund> listInState(RefundState.StateName state, Optional<ChargeId> after, int limit);

    /**
     * The rows in a state that are in one of {@value #PARTS} parts of the ledger, by hash of the charge, page by page;
     * a row that is changing may be missing or outdated.
     *
     * @param part from 0
     * @param after the last charge of the page before
     */
    @EventuallyConsistent
    List<Refund> listInState(RefundState.StateName state, int part, Optional<ChargeId> after, int limit);

    /** All rows in a state after a charge; reads pages of this size, each when the stream comes to it. */
    static Stream<Refund> all(RefundLedger ledger, RefundState.StateName state, Optional<ChargeId> after, int page) {
        return Stream.iterate(
                        ledger.listInState(state, after, page),
                        rows -> !rows.isEmpty(),
                        rows -> ledger.listInState(
                                state, Optional.of(rows.getLast().charge()), page))
                .flatMap(List::stream);
    }

    /**
     * A row of the ledger: the refund of one charge. It is saved with a conditional write and never deleted.
     *
     * @param fee the amount that was paid; all of it is refunded
     * @param through the service that took it
     * @param refundableUntil the end of the time in which that service takes a refund; empty where there is none
     * @param openedAt when the row was made
     * @param version counts up with each save; 0 before the first
     */
    record Refund(
            ChargeId charge,
            UserId user,
            GroupId group,
            Money fee,
            PaidThrough through,
            Optional<Instant> refundableUntil,
            RefundState state,
            Instant openedAt,
            long version) {

        /** This row in another state. */
        public Refund withState(RefundState next) {
            return new Refund(charge, user, group, fee, through, refundableUntil, next, openedAt, version);
        }

        /** This row after one more save. */
        public Refund saved() {
            return new Refund(charge, user, group, fee, through, refundableUntil, state, openedAt, version + 1);
        }

        /** An event that makes a refund due; the names are stable, for messages. */
        public enum Trigger {
            /** The user's transfer came to its end. */
            TRANSFER_FINISHED,
            /** The user has downloaded their archive. */
            DOWNLOAD_FINISHED,
            /** The refunds of the group have begun, so that all are made by its refund date. */
            REFUNDS_BEGIN,
            /** The fee was charged after its subscription was to end. */
            PAID_AFTER_CANCELLATION
        }
    }
}
