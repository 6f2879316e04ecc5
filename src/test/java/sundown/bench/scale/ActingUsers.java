package sundown.bench.scale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.ArchiveFunctions;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveSettings;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.InMemoryArchiveStore;
import sundown.bench.scale.Workers.Crew;
import sundown.edge.ApiRequest;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.failure.DirectExecutor;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.media.AddedDates;
import sundown.media.DatedFiles;
import sundown.receipt.InMemoryReceiptStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.runtime.ManualClock;
import sundown.runtime.Records;
import sundown.secret.InMemorySecretSealer;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;
import sundown.transfer.CountGalleryFunction;
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
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.Room;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferFunctions;
import sundown.transfer.TransferSweep;

/**
 * Those of a group who act: they transfer their galleries, have archives built, and ask for their status. Galleries are
 * as large as {@link Workload} says; an item has a thousandth of its bytes, and so have volumes and their parts.
 */
final class ActingUsers {
    private static final int SCALE = 1_000;

    /** What an item takes in an archive, of which its headers are no thousandth. */
    private static final int BYTES = 3_000_000 / SCALE - 294;

    private static final byte[] PHOTO = DatedFiles.file("dated.jpg");
    private static final long VOLUME_BYTES = 4_000_000_000L / SCALE;
    private static final QuotaRules.Limits QUOTA = QuotaRules.Limits.sharing(
            1_000_000_000, 10_000_000, 10_000_000, true, 10, ZoneId.of("America/Los_Angeles"));
    private static final Eligibility EVERYBODY = new Eligibility(10, Set.of(), Set.of(), Set.of());

    private final Workload workload;
    private final GroupId group;
    private final Meter meter;
    private final ManualClock clock;
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final TimelineStore timelines;
    private final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final InMemorySecretSealer sealer = new InMemorySecretSealer();
    private final InMemoryTransferStore transfers = new InMemoryTransferStore();
    private final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    private final InMemoryLibraryAccess access;
    private final Workers<TransferMessage> batches;
    private final Workers<InventoryMessage> counts;
    private final Workers<ArchiveMessage> builds;
    private final TransferFunctions moving;
    private final CountGalleryFunction counting;

    ActingUsers(Workload workload, GroupId group, TimelineStore timelines, Crew crew) {
        this.workload = workload;
        this.group = group;
        this.timelines = timelines;
        this.meter = crew.meter();
        this.clock = crew.clock();
        this.access = new InMemoryLibraryAccess(clock);
        this.batches = crew.of("transfer-batch");
        this.counts = crew.of("count-gallery");
        this.builds = crew.of("build-archive");
        this.moving = moving();
        this.counting = Records.with(moving.count(), "several", new SeveralAtOnce(Meter.AT_ONCE));
    }

    private TransferFunctions moving() {
        return TransferFunctions.over(
                meter.over(new TransferFunctions.Ports(
                        accounts,
                        timelines,
                        index,
                        new InMemoryGalleryOrders(),
                        bytes,
                        sealer,
                        access,
                        new InMemoryPhotoLibrary(access, clock),
                        transfers,
                        batches,
                        new InMemoryInventoryStore(),
                        counts,
                        new RequestQuota(meter.over(QuotaStore.class, new InMemoryQuotaStore()), () -> QUOTA),
                        new InMemoryBreakerStore(),
                        archives,
                        new InMemoryReceiptStore(),
                        new InMemoryReachStore(),
                        new InMemoryRefundLedger(),
                        (messages, delay) -> {})),
                EVERYBODY,
                CountSettings.DEPLOYED,
                clock,
                new Random(1),
                DirectExecutor::new);
    }

    /**
     * So many transfers begin one after the other, and end. The quota reserves times of a day: a transfer that began at
     * the instant of an earlier one would wait behind its times.
     */
    void transfer(int users) {
        for (int number = 0; number < users; number++) {
            UserId user = join("mover", number);
            LibraryAccount account = new LibraryAccount("google-" + user, user + "@example.com");
            access.setRoom(account, new Room.Unlimited());
            ApiRequest request = ApiRequests.from(user, InMemoryLibraryAccess.startBody(access.consent(account)));
            call("start-transfer", () -> moving.start().handle(request));
            counts.workUntil(Instant.MAX, counting::handle);
            batches.workUntil(Instant.MAX, moving.batch()::handle);
            goOnTheNextDay(user);
            requireFinished(user);
            Workers.moveTo(clock, batches.ended());
        }
    }

    /** A transfer that meets the end of the quota's day waits for the next one. Sweeps have figures of their own. */
    private void goOnTheNextDay(UserId user) {
        if (transfers.find(user).orElseThrow().state() instanceof TransferState.Waiting waiting) {
            Workers.moveTo(clock, waiting.wakeAt());
            Sweeps.sweep(List.of(new TransferSweep(transfers, batches, new SeveralAtOnce(1), clock)), clock);
            batches.workUntil(Instant.MAX, moving.batch()::handle);
        }
    }

    private void requireFinished(UserId user) {
        TransferState state = transfers.find(user).orElseThrow().state();
        if (!(state instanceof TransferState.Finished)) {
            throw new IllegalStateException("the transfer of " + user + " is " + state);
        }
    }

    /** So many archives begin at once, and are built. */
    void archive(int users) {
        InMemoryArchiveBucket bucket = new InMemoryArchiveBucket(clock, 1);
        ArchiveFunctions functions = ArchiveFunctions.over(
                meter.over(new ArchiveFunctions.Ports(
                        accounts,
                        timelines,
                        index,
                        transfers,
                        new InMemoryGalleryObjects(bytes, clock.instant().minus(Duration.ofDays(400))),
                        sealer,
                        archives,
                        builds,
                        bucket,
                        (messages, delay) -> {})),
                new ArchiveSettings(
                        VOLUME_BYTES, ArchiveSettings.PART_BYTES / SCALE, 50_000_000_000L / SCALE, ArchiveRules.LIFE),
                new AddedDates(true),
                clock,
                new Random(2));
        for (int number = 0; number < users; number++) {
            UserId user = join("collector", number);
            call("request-archive", () -> functions.request().handle(ApiRequests.from(user, null)));
        }
        builds.workUntil(Instant.MAX, functions.build()::handle);
    }

    /** The status, asked for once by so many who have transferred. */
    void look(int users) {
        IntStream.range(0, users)
                .mapToObj(number -> user("mover", number))
                .forEach(user -> call("get-status", () -> moving.status().handle(ApiRequests.from(user, null))));
    }

    private void call(String function, Supplier<ApiResponse> request) {
        meter.invoked(function, 0, () -> {
            ApiResponse response = request.get();
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(function + " answered " + response.body());
            }
        });
    }

    private static UserId user(String kind, int number) {
        return new UserId("%s-%d".formatted(kind, number));
    }

    private UserId join(String kind, int number) {
        UserId user = user(kind, number);
        accounts.put(new Account(user, new Region("IN")));
        IntStream.range(0, workload.itemsOfWhoActs(number)).forEach(item -> put(user, item));
        return user;
    }

    /** A photo with a date inside, and with other bytes than those beside it. */
    private void put(UserId user, int number) {
        String name = "%06d".formatted(number);
        ObjectKey key = new ObjectKey(group + "/" + user + "/" + name);
        byte[] contents = Arrays.copyOf(PHOTO, BYTES);
        byte[] unlike = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(unlike, 0, contents, BYTES - unlike.length, unlike.length);
        bytes.put(key, contents);
        index.put(
                user,
                new Item(
                        new ItemId(name),
                        key,
                        "IMG_" + name + ".jpg",
                        BYTES,
                        Set.of("Album " + number / 100),
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        Optional.of(Digests.sha1(contents)),
                        Optional.empty(),
                        Marks.NONE));
    }
}
