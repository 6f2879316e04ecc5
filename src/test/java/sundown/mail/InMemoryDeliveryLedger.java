package sundown.mail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sundown.account.UserId;

/** A ledger in memory. */
public final class InMemoryDeliveryLedger implements DeliveryLedger {
    private final Map<List<Object>, Delivery> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<Delivery> find(UserId user, MailId mail) {
        return Optional.ofNullable(rows.get(List.of(user, mail)));
    }

    @Override
    public boolean save(Delivery delivery) {
        Delivery saved = delivery.saved();
        return rows.compute(
                        List.of(delivery.user(), delivery.mail()),
                        (key, stored) -> (stored == null ? 0 : stored.version()) == delivery.version() ? saved : stored)
                == saved;
    }

    Collection<Delivery> all() {
        return List.copyOf(rows.values());
    }
}
