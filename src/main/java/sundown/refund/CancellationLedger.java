package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.SubscriptionId;
import sundown.edge.EventuallyConsistent;

/** The cancellations, one row for each subscription. Reads are strongly consistent, unless marked. */
public interface CancellationLedger {
    /** Creates the row of a subscription, or returns the existing one. */
    Cancellation open(Cancellation due);

    /** The row of a subscription. */
    Optional<Cancellation> find(SubscriptionId subscription);

    /**
     * Saves a row with a conditional write on its version.
     *
     * @return false when another writer saved it since it was read
     */
    boolean save(Cancellation cancellation);

    /** Subscriptions that are due; first those that people do not know of, the longest waiting first. */
    @EventuallyConsistent
    List<SubscriptionId> due(Instant now, int limit);

    /**
     * The rows in a state, page by page; a row that is changing may be missing or outdated.
     *
     * @param after the last subscription of the page before
     */
    @EventuallyConsistent
    List<Cancellation> inState(CancellationState.StateName state, Optional<SubscriptionId> after, int limit);
}
