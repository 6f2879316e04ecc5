package sundown.large;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.ArchiveFunctions;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveSettings;
import sundown.archive.InMemoryArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.edge.QueueMessage;
import sundown.failure.DirectExecutor;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.media.AddedDates;
import sundown.receipt.InMemoryReceiptStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;
import sundown.secret.InMemorySecretSealer;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.Eligibility;
import sundown.transfer.InMemoryBreakerStore;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.InMemoryPhotoLibrary;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.QuotaRules;
import sundown.transfer.RequestQuota;
import sundown.transfer.Room;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.TransferFunctions;
import sundown.transfer.TransferStore;

/**
 * Starts a transfer and has an archive planned of a gallery of so many photos, over ports in memory that keep next to
 * nothing, so that what this process takes is what the functions take. Prints what it took, one figure a line.
 */
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"}) // Forwarding calls the front by its name
final class LargeGallery {
    private static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    private static final LibraryAccount ACCOUNT = new LibraryAccount("google-1", "someone@example.com");
    private static final long VOLUME_BYTES = 4_000_000_000L;
    private static final long ITEM_BYTES = 50_000_000_000L;

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    private final InMemorySecretSealer sealer = new InMemorySecretSealer();
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final InMemoryQueue<RefundMessage> refunds = queue(1);
    private final Gallery gallery;

    private LargeGallery(int items) {
        this.gallery = new Gallery(items);
        accounts.put(new Account(Gallery.USER, new Region("IN")));
    }

    /** Takes the number of photos. */
    public static void main(String... arguments) {
        LargeGallery large = new LargeGallery(Integer.parseInt(arguments[0]));
        large.transfer();
        large.archive();
    }

    private void transfer() {
        InMemoryQueue<TransferMessage> batches = InMemoryQueue.fifo(clock, Duration.ofMinutes(30), 5);
        InMemoryQueue<InventoryMessage> counts = queue(2);
        InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
        access.setRoom(ACCOUNT, new Room.Unlimited());
        InMemoryTransferStore transfers = new InMemoryTransferStore();
        PackedOrders orders = new PackedOrders();
        TransferFunctions functions = TransferFunctions.over(
                new TransferFunctions.Ports(
                        accounts,
                        timelines,
                        gallery,
                        orders,
                        new InMemoryGalleryBytes(),
                        sealer,
                        access,
                        new InMemoryPhotoLibrary(access, clock),
                        transfers,
                        batches,
                        new InMemoryInventoryStore(),
                        counts,
                        new RequestQuota(
                                new InMemoryQuotaStore(),
                                () -> new QuotaRules.Limits(1_000, 1_000, 1_000, true, 1_000, ZoneId.of("UTC"))),
                        new InMemoryBreakerStore(),
                        archives,
                        new InMemoryReceiptStore(),
                        new InMemoryReachStore(),
                        new InMemoryRefundLedger(),
                        refunds),
                new Eligibility(10, Set.of(), Set.of(), Set.of()),
                CountSettings.DEPLOYED,
                clock,
                new Random(1),
                DirectExecutor::new);
        String body = InMemoryLibraryAccess.startBody(access.consent(ACCOUNT));
        timed("start-transfer", () -> functions.start().handle(ApiRequests.from(Gallery.USER, body)));
        AtomicLong longest = new AtomicLong();
        long runs = deliver(counts, event -> {
            long begun = System.nanoTime();
            QueueEvent.Answer answer = functions.count().handle(event);
            longest.accumulateAndGet(milliseconds(begun), Math::max);
            return answer;
        });
        print("count-gallery runs", runs);
        print("count-gallery longest ms", longest.get());
        print("order bytes", orders.bytes());
        deliverOne(batches, functions.batch()::handle);
        ApiResponse status = functions.status().handle(ApiRequests.from(Gallery.USER, null));
        print("transfer state " + Json.read(status.body()).at("/transfer/state").textValue(), 1);
        print(
                "transfer items",
                Json.read(status.body()).at("/transfer/items/total/items").longValue());
    }

    private void archive() {
        InMemoryQueue<ArchiveMessage> queue = queue(3);
        ArchiveFunctions functions = ArchiveFunctions.over(
                new ArchiveFunctions.Ports(
                        accounts,
                        timelines,
                        gallery,
                        unreachable(TransferStore.class),
                        gallery,
                        sealer,
                        archives,
                        queue,
                        unreachable(VolumeStorage.class),
                        refunds),
                new ArchiveSettings(VOLUME_BYTES, ArchiveSettings.PART_BYTES, ITEM_BYTES, ArchiveRules.LIFE),
                new AddedDates(true),
                clock,
                new Random(4));
        timed("request-archive", () -> functions.request().handle(ApiRequests.from(Gallery.USER, null)));
        long begun = System.nanoTime();
        deliverOne(queue, functions.build()::handle);
        print("plan ms", milliseconds(begun));
        print("plan volumes", queue.size());
    }

    private static <T> T unreachable(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method + " is not to be called");
                }));
    }

    private <M extends QueueMessage> InMemoryQueue<M> queue(int seed) {
        return new InMemoryQueue<>(clock, new Random(seed), Duration.ofMinutes(90), 5);
    }

    private interface Work {
        QueueEvent.Answer handle(QueueEvent event);
    }

    private static long deliver(InMemoryQueue<?> queue, Work work) {
        long delivered = 0;
        while (deliverOne(queue, work)) {
            delivered++;
        }
        return delivered;
    }

    private static boolean deliverOne(InMemoryQueue<?> queue, Work work) {
        return queue.receive()
                .filter(message -> {
                    if (!work.handle(message.event()).batchItemFailures().isEmpty()) {
                        throw new IllegalStateException("a message failed");
                    }
                    queue.delete(message);
                    return true;
                })
                .isPresent();
    }

    private interface Call {
        ApiResponse run();
    }

    private static void timed(String name, Call call) {
        long begun = System.nanoTime();
        ApiResponse response = call.run();
        print(name + " ms", milliseconds(begun));
        print(name + " status", response.statusCode());
    }

    private static long milliseconds(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    private static void print(String name, long figure) {
        System.out.println(name + " = " + figure);
    }
}
