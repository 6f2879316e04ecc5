package sundown.report;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import sundown.refund.RefundLedger;
import sundown.refund.RefundList;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;

/**
 * Sums the whole ledger up by its index, a dozen rows a read unit: cheaper than a look at every member's row, and it
 * finds refunds of those who are listed nowhere any more.
 */
@Singleton
final class RefundCount {
    /** About what the index gives in one request. */
    private static final int PAGE = 2_500;

    private final RefundLedger ledger;

    RefundCount(RefundLedger ledger) {
        this.ledger = ledger;
    }

    /** Totals by state, then by group, then by currency. */
    Map<StateName, Map<String, Map<String, Total>>> all() {
        Map<StateName, Map<String, Map<String, Total>>> totals = new EnumMap<>(StateName.class);
        for (StateName state : StateName.values()) {
            totals.put(state, RefundList.totals(RefundLedger.all(ledger, state, Optional.empty(), PAGE)));
        }
        return totals;
    }
}
