package sundown.mail;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.account.UserId;

/** A ledger in memory. */
public final class InMemoryDeliveryLedger implements DeliveryLedger {
    private final Map<List<Object>, Delivery> rows = new ConcurrentHashMap<>();
    private boolean interfering;

    /** Before the next save, another writer saves the row. */
    void interfereOnce() {
        interfering = true;
    }

    /** Loses all rows. */
    void forget() {
        rows.clear();
    }

    @Override
    public Optional<Delivery> find(UserId user, MailId mail) {
        return Optional.ofNullable(rows.get(List.of(user, mail)));
    }

    @Override
    public List<Delivery> list(UserId user, int limit) {
        return rows.values().stream()
                .filter(row -> row.user().equals(user))
                .sorted(Comparator.comparing(row -> row.mail().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean save(Delivery delivery) {
        if (interfering) {
            interfering = false;
            find(delivery.user(), delivery.mail()).ifPresent(this::save);
        }
        if (find(delivery.user(), delivery.mail()).map(Delivery::version).orElse(0L) != delivery.version()) {
            return false;
        }
        rows.put(List.of(delivery.user(), delivery.mail()), delivery.saved());
        return true;
    }

    Collection<Delivery> all() {
        return List.copyOf(rows.values());
    }
}
