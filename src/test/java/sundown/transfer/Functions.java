package sundown.transfer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.random.RandomGeneratorFactory;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.digest.Sha1;
import sundown.edge.ApiRequest;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.receipt.InMemoryReceiptStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.secret.InMemorySecretSealer;
import sundown.sweep.Sweeps;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** Every function of a transfer, over ports in memory. {@link #USER} has an account in India and no items. */
class Functions extends Given {
    static final Room ROOM = new Room.Limited(1 << 20, 0);
    static final CountSettings COUNTING = new CountSettings(3, 2, 2);
    static final int REQUESTS_A_MINUTE = 20_000;
    static final int REQUESTS_A_USER = 4_000;

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    final InMemoryGalleryOrders orders = new InMemoryGalleryOrders();
    final InMemoryGalleryBytes objects = new InMemoryGalleryBytes();
    final RecordingGalleryBytes bytes = new RecordingGalleryBytes(objects);
    final InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
    final ScriptedAccess scriptedAccess = new ScriptedAccess(access);
    final InMemoryPhotoLibrary google = new InMemoryPhotoLibrary(access, clock);
    final ScriptedLibrary library = new ScriptedLibrary(google);
    final InMemorySecretSealer sealer = new InMemorySecretSealer();
    final RecordingTransferStore transfers = new RecordingTransferStore();
    final InMemoryQueue<TransferMessage> queue = InMemoryQueue.fifo(clock, Duration.ofMinutes(30), 5);
    final InMemoryInventoryStore inventories = new InMemoryInventoryStore();
    final InMemoryReceiptStore receipts = new InMemoryReceiptStore();
    final InMemoryReachStore reaches = new InMemoryReachStore();
    final InMemoryQueue<InventoryMessage> counts =
            new InMemoryQueue<>(clock, RandomGeneratorFactory.getDefault().create(3), Duration.ofMinutes(12), 5);
    final InMemoryQuotaStore quotas = new InMemoryQuotaStore();
    final RequestQuota quota = new RequestQuota(
            quotas,
            () -> new QuotaRules.Limits(
                    10_000,
                    REQUESTS_A_MINUTE,
                    REQUESTS_A_MINUTE,
                    true,
                    REQUESTS_A_USER,
                    ZoneId.of("America/Los_Angeles")));
    final InMemoryBreakerStore breaker = new InMemoryBreakerStore();
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    final InMemoryQueue<RefundMessage> refunds =
            new InMemoryQueue<>(clock, RandomGeneratorFactory.getDefault().create(2), Duration.ofMinutes(3), 5);

    private static final Eligibility ELIGIBILITY = Eligibility.read("""
        {"minimumAndroidVersion": 10, "unsupportedRegions": ["CU"],
         "unsupportedCarriers": [], "unsupportedModels": []}
        """);

    private final TransferFunctions.Ports ports = new TransferFunctions.Ports(
            accounts,
            timelines,
            index,
            orders,
            bytes,
            sealer,
            scriptedAccess,
            library,
            transfers,
            queue,
            inventories,
            counts,
            quota,
            breaker,
            archives,
            receipts,
            reaches,
            ledger,
            refunds);
    private TransferFunctions functions = over(ports);

    private TransferFunctions over(TransferFunctions.Ports reached) {
        return TransferFunctions.over(
                reached,
                ELIGIBILITY,
                COUNTING,
                clock,
                RandomGeneratorFactory.getDefault().create(1),
                () -> Executors.newFixedThreadPool(4));
    }

    /** From now on each call of a port is observed. */
    void observe(ObservedPort.Observer observer) {
        functions = over(ObservedPort.all(ports, observer));
    }

    /** Draws requests with nothing ahead. */
    Optional<Answer.Setback> draw(UserId user, int uploads) {
        return quota.draw(user, new QuotaStore.Requests(0, uploads), 0, clock.instant());
    }

    /** Draws what can be drawn at once. */
    void useUpMinute() {
        draw(new UserId("another"), REQUESTS_A_USER);
        draw(new UserId("yet-another"), REQUESTS_A_MINUTE / 4 - REQUESTS_A_USER);
    }

    Functions() {
        register(USER, "IN");
        access.setRoom(ACCOUNT, ROOM);
        access.setRoom(OTHER_ACCOUNT, ROOM);
    }

    void register(UserId user, String region) {
        accounts.put(new Account(user, new Region(region)));
    }

    /** Adds a photo with unique bytes. */
    Item addPhoto(int number) {
        return addFile(number, "photo-" + number + ".jpg", "picture " + number);
    }

    /** Adds a file that does not begin like a picture. */
    Item addText(int number) {
        return addFile(number, "photo-" + number + ".jpg", InMemoryPhotoLibrary.TEXT + number);
    }

    Item addFile(int number, String name, String content) {
        byte[] object = content.getBytes(StandardCharsets.UTF_8);
        Item item = item(item(number), name, object.length, Optional.of(Digests.sha1(object)));
        index.put(USER, item);
        objects.put(item.key(), object);
        return item;
    }

    void addPhotos(int count) {
        for (int number = 1; number <= count; number++) {
            addPhoto(number);
        }
    }

    /** An item that is in no album of the library. */
    static Item item(ItemId id, String name, long bytes, Optional<Sha1> digest) {
        return new Item(
                id,
                new ObjectKey("1/u1/" + id),
                name,
                bytes,
                Set.of(TransferFunctions.SYSTEM_ALBUM),
                Optional.empty(),
                Optional.empty(),
                digest,
                Optional.empty(),
                Marks.NONE);
    }

    ApiResponse status(UserId user) {
        return status(ApiRequests.from(user, null));
    }

    ApiResponse status(ApiRequest request) {
        return functions.status().handle(request);
    }

    ApiResponse start(UserId user, String body) {
        return functions.start().handle(ApiRequests.from(user, body));
    }

    /** Starts a transfer, and has its gallery counted, so that its first batch is next. */
    ApiResponse start(LibraryAccount account) {
        ApiResponse response = start(USER, InMemoryLibraryAccess.startBody(access.consent(account)));
        countAll();
        if (transfers.find(USER).filter(Functions::counts).isPresent()) {
            workOnce();
        }
        return response;
    }

    private static boolean counts(Transfer transfer) {
        return transfer.state() instanceof TransferState.Counting;
    }

    /** Starts a transfer of so many photos. */
    void startWith(int photos) {
        addPhotos(photos);
        start(ACCOUNT);
    }

    ApiResponse stop(UserId user) {
        return functions.stop().handle(ApiRequests.from(user, null));
    }

    ApiResponse disconnect() {
        ApiRequest request = ApiRequests.from(USER, null);
        return functions.stop().handle(Records.with(request, "routeKey", "DELETE /transfers/current/consent"));
    }

    ApiResponse resume(UserId user, String body) {
        return functions.resume().handle(ApiRequests.from(user, body));
    }

    ApiResponse items(UserId user, Map<String, String> headers, Map<String, String> query) {
        return items(ApiRequests.from(user, headers, query, null));
    }

    ApiResponse items(ApiRequest request) {
        return functions.items().handle(request);
    }

    static String consentBody(LibraryAccess.Consent consent) {
        return Json.write(InMemoryLibraryAccess.fields(consent));
    }

    QueueEvent.Answer work(String... bodies) {
        return work(QueueEvents.of(bodies));
    }

    QueueEvent.Answer work(QueueEvent event) {
        return functions.batch().handle(event);
    }

    /** Works on one message of the queue; false when there is none. */
    boolean workOnce() {
        return queue.workOnce(this::work);
    }

    /** Works on a message until its next batch is created; then its time is over. */
    void moveOneBatch() {
        library.duringCreation(() -> clock.advance(Duration.ofMinutes(4)));
        workOnce();
        library.duringCreation(() -> {});
    }

    /** Works until the queue is empty. */
    void workAll() {
        while (workOnce()) {}
    }

    /** Counts on one message of the queue; false when there is none. */
    boolean countOnce() {
        return counts.workOnce(functions.count()::handle);
    }

    QueueEvent.Answer count(String body) {
        return functions.count().handle(QueueEvents.of(body));
    }

    /** Counts until the queue is empty. */
    void countAll() {
        while (countOnce()) {}
    }

    void sweep() {
        Sweeps.sweep(List.of(functions.round(), functions.countRound()), clock);
    }

    Transfer transfer() {
        return transfers.find(USER).orElseThrow();
    }

    /** Puts a transfer into the store, over any other. */
    Transfer put(Transfer transfer) {
        long version = transfers.find(transfer.user()).map(Transfer::version).orElse(0L);
        return transfers.save(version(transfer, version)).orElseThrow();
    }

    List<FailedItem> failed() {
        return transfers.listFailures(transfer(), Optional.empty(), 1_000);
    }
}
