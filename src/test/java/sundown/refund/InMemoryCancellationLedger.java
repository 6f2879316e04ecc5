package sundown.refund;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import sundown.account.SubscriptionId;
import sundown.refund.CancellationState.StateName;

/** Cancellations in memory. Safe for use by several threads. */
public final class InMemoryCancellationLedger implements CancellationLedger {
    private final NavigableMap<SubscriptionId, Cancellation> rows =
            new TreeMap<>(Comparator.comparing(SubscriptionId::value));

    @Override
    public synchronized Cancellation open(Cancellation due) {
        rows.putIfAbsent(due.subscription(), due.saved());
        return rows.get(due.subscription());
    }

    @Override
    public synchronized Optional<Cancellation> find(SubscriptionId subscription) {
        return Optional.ofNullable(rows.get(subscription));
    }

    @Override
    public synchronized boolean save(Cancellation cancellation) {
        boolean asRead =
                find(cancellation.subscription()).map(Cancellation::version).orElse(0L) == cancellation.version();
        if (asRead) {
            rows.put(cancellation.subscription(), cancellation.saved());
        }
        return asRead;
    }

    @Override
    public synchronized List<SubscriptionId> due(Instant now, int limit) {
        return rows.values().stream()
                .filter(row -> CancellationRules.isDue(row, now))
                .sorted(Comparator.comparing((Cancellation row) -> row.state().name() == StateName.MANUAL)
                        .thenComparing(row -> row.state().wakeAt().orElseThrow()))
                .limit(limit)
                .map(Cancellation::subscription)
                .toList();
    }

    @Override
    public synchronized List<Cancellation> inState(StateName state, Optional<SubscriptionId> after, int limit) {
        return after.map(last -> rows.tailMap(last, false)).orElse(rows).values().stream()
                .filter(row -> row.state().name() == state)
                .limit(limit)
                .toList();
    }

    /** All rows. */
    public synchronized List<Cancellation> all() {
        return List.copyOf(rows.values());
    }
}
