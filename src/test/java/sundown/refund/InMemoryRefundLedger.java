package sundown.refund;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import sundown.account.ChargeId;

/** The ledger in memory. Safe for use by several threads. */
public final class InMemoryRefundLedger implements RefundLedger {
    private static final List<RefundState.StateName> SEEN_TO =
            List.of(RefundState.StateName.SENT, RefundState.StateName.INTENT, RefundState.StateName.PENDING);

    private final NavigableMap<ChargeId, Refund> rows = new TreeMap<>(Comparator.comparing(ChargeId::value));

    @Override
    public synchronized Refund open(Refund intent) {
        rows.putIfAbsent(intent.charge(), intent.saved());
        return rows.get(intent.charge());
    }

    @Override
    public synchronized Optional<Refund> find(ChargeId charge) {
        return Optional.ofNullable(rows.get(charge));
    }

    @Override
    public synchronized Optional<Refund> save(Refund refund) {
        long stored = find(refund.charge()).map(Refund::version).orElse(0L);
        if (stored != refund.version()) {
            return Optional.empty();
        }
        rows.put(refund.charge(), refund.saved());
        return find(refund.charge());
    }

    @Override
    public synchronized List<ChargeId> due(Instant now, int limit) {
        return rows.values().stream()
                .filter(refund ->
                        refund.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing((Refund refund) ->
                                SEEN_TO.indexOf(refund.state().name()))
                        .thenComparing(refund -> refund.state().wakeAt().orElseThrow()))
                .limit(limit)
                .map(Refund::charge)
                .toList();
    }

    @Override
    public synchronized List<Refund> inState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
        NavigableMap<ChargeId, Refund> rest =
                after.map(charge -> rows.tailMap(charge, false)).orElse(rows);
        return rest.values().stream()
                .filter(refund -> refund.state().name() == state)
                .limit(limit)
                .toList();
    }

    /** All rows. */
    public synchronized List<Refund> all() {
        return List.copyOf(rows.values());
    }
}
