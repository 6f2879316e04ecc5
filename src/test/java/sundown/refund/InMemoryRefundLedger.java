package sundown.refund;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import sundown.account.Membership.ChargeId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.refund.RefundLedger.Refund;

/** The ledger in memory. Safe for use by several threads. */
public final class InMemoryRefundLedger implements RefundLedger {
    private static final List<RefundState.StateName> CHECKED_FIRST =
            List.of(RefundState.StateName.SENT, RefundState.StateName.INTENT, RefundState.StateName.PENDING);

    private final LaggingRows<ChargeId, Refund> rows;

    public InMemoryRefundLedger() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryRefundLedger(Lag lag) {
        this.rows = new LaggingRows<>(Comparator.comparing(ChargeId::value), lag);
    }

    @Override
    public synchronized Refund open(Refund intent) {
        if (find(intent.charge()).isEmpty()) {
            rows.put(intent.charge(), intent.saved());
        }
        return find(intent.charge()).orElseThrow();
    }

    @Override
    public synchronized Optional<Refund> find(ChargeId charge) {
        return rows.find(charge);
    }

    @Override
    public synchronized Optional<Refund> save(Refund refund) {
        return rows.save(refund.charge(), refund, Refund::version, Refund::saved);
    }

    @Override
    public synchronized List<ChargeId> listDue(Instant now, int limit) {
        return rows.shown().values().stream()
                .filter(refund ->
                        refund.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing((Refund refund) ->
                                CHECKED_FIRST.indexOf(refund.state().name()))
                        .thenComparing(refund -> refund.state().wakeAt().orElseThrow()))
                .limit(limit)
                .map(Refund::charge)
                .toList();
    }

    @Override
    public synchronized List<Refund> listInState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        NavigableMap<ChargeId, Refund> rest =
                after.map(charge -> rows.shown().tailMap(charge, false)).orElseGet(rows::shown);
        return rest.values().stream()
                .filter(refund -> refund.state().name() == state)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Refund> listInState(
            RefundState.StateName state, int part, Optional<ChargeId> after, int limit) {
        return listInState(state, after, Integer.MAX_VALUE).stream()
                .filter(refund -> Math.floorMod(refund.charge().value().hashCode(), PARTS) == part)
                .limit(limit)
                .toList();
    }

    /** All rows. */
    public synchronized List<Refund> all() {
        return List.copyOf(rows.all());
    }
}
