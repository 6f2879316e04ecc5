package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.MessageQueue;
import sundown.failure.Backoff;
import sundown.failure.CircuitBreaker;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryOrders;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.simulation.invariant.Ledger;
import sundown.simulation.port.Magnifier.MagnifiedAlbums;
import sundown.simulation.port.Magnifier.MagnifiedBytes;
import sundown.simulation.port.PortTroubles.TroubledAccess;
import sundown.simulation.port.PortTroubles.TroubledLibrary;
import sundown.simulation.port.PortTroubles.TroubledTransfers;
import sundown.simulation.port.TransferWatch.WatchedAccess;
import sundown.simulation.port.TransferWatch.WatchedBreaker;
import sundown.simulation.port.TransferWatch.WatchedBytes;
import sundown.simulation.port.TransferWatch.WatchedLibrary;
import sundown.simulation.port.TransferWatch.WatchedQuotas;
import sundown.simulation.port.TransferWatch.WatchedTransfers;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.ChanceExecutor;
import sundown.simulation.run.CrashPoints;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.transfer.BreakerStore;
import sundown.transfer.Eligibility;
import sundown.transfer.InMemoryBreakerStore;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.LibraryAccess;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferFunctions;
import sundown.transfer.TransferStore;

/** A cloud's part for transfers: their functions, and the ports under these. */
public final class TransferCloud {
    private static final int LEAST_SHARE = 102;
    private static final int ALBUM_ITEMS = 20_000;

    /** A batch is not larger. */
    private static final int SMALL_ALBUM_ITEMS = 50;

    /**
     * As when users have filled albums themselves, so that the library refuses items that there seems to be room for.
     */
    private static final int FULL_ALBUM_ITEMS = 4;

    private static final ZoneId LIBRARY_ZONE = ZoneId.of("America/Los_Angeles");
    private static final Eligibility EVERYBODY = new Eligibility(10, Set.of(), Set.of(), Set.of());

    private static final CountSettings COUNTING = new CountSettings(7, 2, 2);

    /** A world has few users, so one of them makes a silence. */
    private static final CircuitBreaker.Rule SILENCE = new CircuitBreaker.Rule(
            1, Duration.ofMinutes(10), new Backoff(Duration.ofMinutes(2), Duration.ofMinutes(30)));

    /** The rows themselves. */
    public final InMemoryTransferStore rows;
    /** The rows of what galleries hold. */
    public final InMemoryInventoryStore inventories;
    /** The rows of the orders of galleries. */
    public final InMemoryGalleryOrders orders = new InMemoryGalleryOrders(70);

    public final Ledger ledger = new Ledger();
    private final Surroundings around;
    private final Function<UserId, Gallery> galleries;
    private final Calendar calendar;
    public final Google google;
    final InMemoryQueue<TransferMessage> queue;
    final InMemoryQueue<InventoryMessage> countQueue;
    /** The port through which transfers are reached. */
    final TransferStore transfers;
    /** The port through which their workers are sent for. */
    final MessageQueue<TransferMessage> sender;

    final TransferFunctions functions;

    /**
     * Puts it together.
     *
     * @param bytes the gallery bucket
     * @param archives the port through which the status shows archives
     */
    TransferCloud(
            Surroundings around,
            SharedPorts shared,
            InMemoryGalleryBytes bytes,
            ArchiveStore archives,
            Function<UserId, Gallery> galleries,
            Calendar calendar) {
        this.around = around;
        this.rows = new InMemoryTransferStore(around.lag());
        this.inventories = new InMemoryInventoryStore(around.lag());
        this.galleries = galleries;
        this.calendar = calendar;
        int albumItems = around.chance().pick(ALBUM_ITEMS, SMALL_ALBUM_ITEMS, FULL_ALBUM_ITEMS);
        this.google = new Google(around.time().truth, albumItems);
        this.queue = InMemoryQueue.fifo(
                around.time().truth, FunctionName.BATCH.visibilityTimeout(), Surroundings.RECEIVES_MAX);
        this.countQueue = around.queue(FunctionName.COUNT_GALLERY);
        this.transfers = around.port(
                TransferStore.class,
                rows,
                real -> new WatchedTransfers(real, inventories, ledger, galleries, calendar, around),
                real -> new MagnifiedAlbums(real, albumItems == SMALL_ALBUM_ITEMS ? ALBUM_ITEMS - albumItems : 0),
                real -> new TroubledTransfers(real, around));
        this.sender = around.points().around("TransferQueue", queue);
        this.functions = TransferFunctions.over(
                ports(shared, bytes, archives),
                EVERYBODY,
                COUNTING,
                SILENCE,
                around.clock(),
                around.chance().generator(),
                () -> new ChanceExecutor(around.chance()));
    }

    private TransferFunctions.Ports ports(SharedPorts shared, InMemoryGalleryBytes bytes, ArchiveStore archives) {
        CrashPoints points = around.points();
        QuotaRules.Limits limits = limits();
        InMemoryQuotaStore rows = new InMemoryQuotaStore();
        BreakerStore breaker = new InMemoryBreakerStore();
        WatchedBreaker watched = new WatchedBreaker(breaker, around);
        QuotaStore quotas = Forwarding.to(
                QuotaStore.class,
                around.port(QuotaStore.class, rows),
                real -> new WatchedQuotas(real, rows, limits, watched, around));
        return new TransferFunctions.Ports(
                shared.accounts(),
                shared.timelines(),
                shared.index(),
                around.port(GalleryOrders.class, orders),
                points.around(GalleryBytes.class, new WatchedBytes(new MagnifiedBytes(bytes), around)),
                shared.sealer(),
                points.around(LibraryAccess.class, access()),
                around.port(PhotoLibrary.class, library()),
                transfers,
                sender,
                around.port(InventoryStore.class, inventories),
                around.sender("InventoryQueue", countQueue),
                new RequestQuota(points.around(QuotaStore.class, quotas), () -> limits),
                around.port(BreakerStore.class, breaker, _ -> watched),
                archives,
                shared.receipts(),
                shared.reaches(),
                shared.ledger(),
                shared.refunds());
    }

    private LibraryAccess access() {
        return Forwarding.to(
                LibraryAccess.class,
                new TroubledAccess(google.access(), around.troubles()),
                real -> new WatchedAccess(real, around));
    }

    private PhotoLibrary library() {
        return new WatchedLibrary(
                new TroubledLibrary(google.library(), around.troubles()), rows, galleries, google, calendar, around);
    }

    /** A batch of large items takes most of the least day and minute. */
    private QuotaRules.Limits limits() {
        Chance chance = around.chance();
        if (!chance.oneIn(3)) {
            return new QuotaRules.Limits(1_000_000, 100_000, 100_000, true, 1_000_000, LIBRARY_ZONE);
        }
        int perDay = chance.between(130, 400);
        int perMinute = chance.between(130, 250);
        return new QuotaRules.Limits(
                perDay, perMinute, perMinute, perDay % 4 > 0, Math.max(LEAST_SHARE, perDay / 4), LIBRARY_ZONE);
    }

    /** The transfer of a user as it is stored. */
    public Optional<Transfer> transfer(UserId user) {
        return rows.find(user);
    }

    /** When something happens by itself next to the transfers of these users. */
    Stream<Instant> nextEvents(Supplier<Stream<UserId>> users) {
        Stream<Instant> wakes = users.get()
                .flatMap(user -> transfer(user).stream())
                .flatMap(transfer -> wake(transfer.state()).stream());
        Stream<Instant> counts = users.get()
                .flatMap(user -> inventories.find(user).stream())
                .flatMap(inventory -> inventory.count().stream())
                .map(Inventory.Count::checkAt);
        return Stream.of(wakes, counts, queue.nextVisible().stream(), countQueue.nextVisible().stream())
                .flatMap(events -> events);
    }

    private static Optional<Instant> wake(TransferState state) {
        return switch (state) {
            case TransferState.Active active -> Optional.of(active.dueAt());
            case TransferState.Ended _ -> Optional.empty();
        };
    }
}
