package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.media.AddedDates;
import sundown.media.DateInside;
import sundown.media.KnownDate;
import sundown.sweep.SeveralAtOnce;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.InventoryStore.Inventory.Undated;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;

/**
 * Counts a gallery, page by page; runs once per message of the inventory queue. A run counts a bounded number of items,
 * saves how far it came, and sends a message for the rest. It looks into some files, so that their user can be told how
 * many have no date. For a transfer, it writes the order of the gallery. At the end, a transfer that waits for the
 * count goes on.
 */
@Singleton
public record CountGalleryFunction(
        QueueEdge edge,
        GalleryIndex gallery,
        GalleryOrders orders,
        Albums albums,
        GalleryBytes bytes,
        AddedDates dates,
        SeveralAtOnce several,
        InventoryStore inventories,
        MessageQueue<InventoryMessage> queue,
        TransferStore transfers,
        MessageQueue<TransferMessage> batches,
        CountSettings settings,
        RandomGenerator random,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(CountGalleryFunction.class);

    /** The first bytes of a photo mostly have its metadata. */
    private static final int LOOK_BYTES = 64 << 10;

    private static final int LOOKS_AT_ONCE = 32;

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
        Predicate<Item> chosen = item -> begun.ordering()
                .filter(ordering -> ordering.chosen().choice().takes(item))
                .isPresent();
        List<Place> places = new ArrayList<>();
        List<Item> page;
        int pagesLeft = settings.pages();
        do {
            page = gallery.page(inventory.user(), count.cursor(), settings.page());
            List<Item> sample = InventoryRules.sample(page, count.cursor().isEmpty(), settings);
            count = InventoryRules.plus(count, page, undated(sample), clock.instant());
            page.stream().filter(chosen).map(albums::place).forEach(places::add);
            pagesLeft--;
        } while (page.size() == settings.page() && pagesLeft > 0);
        if (page.size() == settings.page()) {
            Inventory.Count further = handOn(inventory.user(), count, places);
            inventories.save(inventory.counting(further)).ifPresent(_ -> queue.send(message));
            return;
        }
        Optional<Inventory.Ordered> written =
                count.ordering().map(ordering -> writeSorted(inventory.user(), ordering, places));
        if (inventories
                .save(InventoryRules.ended(inventory, count, written, clock.instant()))
                .isPresent()) {
            LOG.infof("the gallery of user %s is counted", inventory.user());
            sendForTransfer(message);
        }
    }

    /** The places of this run wait for the others. */
    private Inventory.Count handOn(UserId user, Inventory.Count count, List<Place> places) {
        return count.ordering()
                .map(ordering -> count.with(ordering.plus(write(user, places))))
                .orElse(count);
    }

    private Inventory.Ordered writeSorted(UserId user, Inventory.Ordering ordering, List<Place> last) {
        List<Place> all = ordering.runs().stream()
                .flatMap(run -> GalleryOrders.all(orders, user, run))
                .collect(Collectors.toCollection(ArrayList::new));
        all.addAll(last);
        return new Inventory.Ordered(write(user, InventoryRules.sorted(all)), ordering.chosen());
    }

    /** Takes a new number, because another worker may count the same, and find items less. */
    private long write(UserId user, List<Place> places) {
        long order = random.nextInt(Integer.MAX_VALUE);
        orders.write(user, order, places);
        return order;
    }

    /** Looks for dates inside these files; a broken one counts as one with a date, since it goes as it is. */
    private Optional<Undated> undated(List<Item> sample) {
        return dates.on()
                ? several.map(sample, LOOKS_AT_ONCE, this::undated).stream().reduce(Undated::plus)
                : Optional.empty();
    }

    private Undated undated(Item item) {
        try {
            DateInside found = DateInside.look(
                    item.name(),
                    bytes.read(item.key(), 0, LOOK_BYTES),
                    (offset, length) -> bytes.read(item.key(), offset, length),
                    KnownDate.of(item, ZoneOffset.UTC));
            return switch (found) {
                case DateInside.Present _, DateInside.NotKnown _ -> new Undated(1, 0, 0);
                case DateInside.Absent absent ->
                    new Undated(1, 1, absent.additions().isEmpty() ? 0 : 1);
            };
        } catch (IOException broken) {
            throw new RetryableFailure("the bytes of an item broke off", broken);
        }
    }

    private void sendForTransfer(InventoryMessage message) {
        transfers
                .find(message.user())
                .filter(transfer -> transfer.state() instanceof TransferState.Counting)
                .ifPresent(transfer -> batches.send(transfer.message(message.correlation())));
    }
}
