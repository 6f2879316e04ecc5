package sundown.refund;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership.SubscriptionId;
import sundown.edge.Lag;
import sundown.edge.LaggingRows;
import sundown.refund.CancellationLedger.CancellationState.StateName;

/** Cancellations in memory. Safe for use by several threads. */
public final class InMemoryCancellationLedger implements CancellationLedger {
    private final LaggingRows<SubscriptionId, Cancellation> rows;

    public InMemoryCancellationLedger() {
        this(Lag.NONE);
    }

    /** With eventually consistent reads that lag. */
    public InMemoryCancellationLedger(Lag lag) {
        this.rows = new LaggingRows<>(Comparator.comparing(SubscriptionId::value), lag);
    }

    @Override
    public synchronized Cancellation open(Cancellation due) {
        if (find(due.subscription()).isEmpty()) {
            rows.put(due.subscription(), due.saved());
        }
        return find(due.subscription()).orElseThrow();
    }

    @Override
    public synchronized Optional<Cancellation> find(SubscriptionId subscription) {
        return rows.find(subscription);
    }

    @Override
    public synchronized boolean save(Cancellation cancellation) {
        return rows.save(cancellation.subscription(), cancellation, Cancellation::version, Cancellation::saved)
                .isPresent();
    }

    @Override
    public synchronized List<SubscriptionId> listDue(Instant now, int limit) {
        return rows.shown().values().stream()
                .filter(row -> CancellationRules.isDue(row, now))
                .sorted(Comparator.comparing((Cancellation row) -> row.state().name() == StateName.MANUAL)
                        .thenComparing(row -> row.state().wakeAt().orElseThrow()))
                .limit(limit)
                .map(Cancellation::subscription)
                .toList();
    }

    @Override
    public synchronized List<Cancellation> listInState(StateName state, Optional<SubscriptionId> after, int limit) {
        return after.map(last -> rows.shown().tailMap(last, false)).orElseGet(rows::shown).values().stream()
                .filter(row -> row.state().name() == state)
                .limit(limit)
                .toList();
    }

    /** All rows. */
    public synchronized List<Cancellation> all() {
        return List.copyOf(rows.all());
    }
}
