package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.edge.EventuallyConsistent;

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
     * @return the row with its new version, or nothing when another writer saved it since it was read
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
}
