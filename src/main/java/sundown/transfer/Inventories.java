package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;

/** The inventories of galleries, as functions look at them and have them made. */
@Singleton
public record Inventories(InventoryStore inventories, MessageQueue<InventoryMessage> queue, Clock clock) {
    /** The known inventory of a gallery; begins no count. */
    public Optional<Inventory> known(UserId user) {
        return inventories.find(user);
    }

    /**
     * The known inventory of a gallery. Begins a count if there is none, or an old one, and none is under way. If the
     * message is lost, or another request was faster, the sweep sends for the count.
     */
    public Optional<Inventory> current(UserId user) {
        return current(user, known(user));
    }

    /** Does so by the inventory that was read. */
    public Optional<Inventory> current(UserId user, Optional<Inventory> found) {
        Optional<Inventory> begun =
                InventoryRules.begun(user, found, clock.instant()).flatMap(inventories::save);
        begun.ifPresent(inventory -> queue.send(inventory.message(Correlation.current())));
        return begun.or(() -> found);
    }

    /**
     * The last result for a gallery, unless it is being counted; has it counted if it never was. The age of the result
     * does not matter here, so that no clock can have a gallery counted again and again.
     */
    Optional<Inventory.Holdings> lastResult(UserId user) {
        return known(user)
                .or(() -> current(user))
                .filter(inventory -> inventory.count().isEmpty())
                .flatMap(Inventory::holdings);
    }
}
