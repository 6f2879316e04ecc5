package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.ChargeId;

/** The ledger of refunds, a row a charge. What is read is as it is after every save that came before. */
public interface RefundLedger {
    /** Makes the row of a charge, or finds the one that is there. */
    Refund open(Refund intent);

    /** The row of a charge. */
    Optional<Refund> find(ChargeId charge);

    /**
     * Saves a row if nobody did since it was read.
     *
     * @return the row with its new version, or nothing when somebody was faster
     */
    Optional<Refund> save(Refund refund);

    /**
     * Charges whose rows are to be looked after at this time, a few at a time: first those that were asked for and are
     * not certain, which people must see to within a day; then those that are not asked for yet; then those that the
     * payment service has in hand, of which it tells us by itself. Of each, those that wait longest first.
     */
    List<ChargeId> due(Instant now, int limit);

    /**
     * The rows in a state, a page at a time; a row that is changing may be missing or outdated.
     *
     * @param after the last charge of the page before
     */
    List<Refund> inState(RefundState.StateName state, Optional<ChargeId> after, int limit);
}
