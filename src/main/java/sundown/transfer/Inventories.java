package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.media.Choice;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;

/**
 * The inventories of galleries. Functions look at them, and have them made. The first look of a user notes that they
 * are reached.
 */
@Singleton
public record Inventories(
        InventoryStore inventories, MessageQueue<InventoryMessage> queue, ReachStore reaches, Clock clock) {
    /** The known inventory of a gallery; begins no count. */
    public Optional<Inventory> known(UserId user) {
        return inventories.find(user);
    }

    /**
     * Has the order of a gallery written for a choice, unless it is. Only while exports are open: before, the gallery
     * may still grow.
     */
    void order(UserId user, Choice choice) {
        Optional<Inventory> found = noted(user);
        send(InventoryRules.ordering(user, found, choice, clock.instant()));
    }

    /**
     * The known inventory of a gallery. Begins a count if there is none, or an old one, and none is under way. If the
     * message is lost, or another request was faster, the sweep sends for the count.
     */
    public Optional<Inventory> current(UserId user) {
        Optional<Inventory> found = noted(user);
        return send(InventoryRules.begun(user, found, clock.instant())).or(() -> found);
    }

    private Optional<Inventory> noted(UserId user) {
        Optional<Inventory> found = known(user);
        if (found.isEmpty()) {
            // Comes before the first count: no crash loses the look, and later looks cost nothing.
            reaches.note(user, Reach.REACHED, clock.instant());
        }
        return found;
    }

    private Optional<Inventory> send(Optional<Inventory> begun) {
        Optional<Inventory> saved = begun.flatMap(inventories::save);
        saved.ifPresent(inventory -> queue.send(inventory.message(Correlation.current())));
        return saved;
    }
}
