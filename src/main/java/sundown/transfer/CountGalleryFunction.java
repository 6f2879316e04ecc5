package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;

/**
 * Counts a gallery, page by page; runs once per message of the inventory queue. A run counts a bounded number of items,
 * saves how far it came, and sends a message for the rest. At the end, a transfer that waits for the count goes on.
 */
@Singleton
public record CountGalleryFunction(
        QueueEdge edge,
        GalleryIndex gallery,
        InventoryStore inventories,
        MessageQueue<InventoryMessage> queue,
        TransferStore transfers,
        MessageQueue<TransferMessage> batches,
        CountSettings settings,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(CountGalleryFunction.class);

    /** Takes {@link InventoryMessage}s. */
    @Funq("count-gallery")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, InventoryMessage::read, this::work);
    }

    /** The message also comes again when its worker ended the count and died before it sent for the transfer. */
    private void work(InventoryMessage message) {
        Optional<Inventory> inventory = inventories.find(message.user());
        Optional<Inventory.Count> count = inventory.flatMap(Inventory::count);
        if (count.isPresent()) {
            count(inventory.get(), count.get(), message);
        } else {
            inventory.ifPresent(_ -> sendForTransfer(message));
        }
    }

    private void count(Inventory inventory, Inventory.Count begun, InventoryMessage message) {
        Inventory.Count count = begun;
        List<Item> page;
        int pagesLeft = settings.pages();
        do {
            page = gallery.page(inventory.user(), count.cursor(), settings.page());
            count = InventoryRules.plus(count, page, clock.instant());
            pagesLeft--;
        } while (page.size() == settings.page() && pagesLeft > 0);
        if (page.size() == settings.page()) {
            inventories.save(inventory.counting(count)).ifPresent(saved -> queue.send(message));
        } else if (inventories
                .save(InventoryRules.ended(inventory, count, clock.instant()))
                .isPresent()) {
            LOG.infof("the gallery of user %s is counted", inventory.user());
            sendForTransfer(message);
        }
    }

    private void sendForTransfer(InventoryMessage message) {
        transfers
                .find(message.user())
                .filter(transfer -> transfer.state() instanceof TransferState.Counting)
                .ifPresent(transfer -> batches.send(transfer.message(message.correlation())));
    }
}
