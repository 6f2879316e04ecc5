package sundown.purge.close;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.Downloads;
import sundown.archive.ArchiveFunctions;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveSettings;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.InMemoryArchiveStore;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.gallery.Tally;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.job.Job;
import sundown.media.AddedDates;
import sundown.membership.InMemoryMembershipStore;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
import sundown.purge.close.ClosingStore.Closing;
import sundown.receipt.InMemoryReceiptStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.Calls;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.secret.InMemorySecretSealer;
import sundown.sweep.SweepTask;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.Eligibility;
import sundown.transfer.InMemoryBreakerStore;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.InMemoryPhotoLibrary;
import sundown.transfer.InMemoryQuotaStore;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.QuotaRules;
import sundown.transfer.RequestQuota;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferFunctions;

/** The functions that bring {@link #GROUP} to rest at its close, those of transfers and archives among them. */
final class Functions implements AutoCloseable {
    public static final GroupId GROUP = new GroupId("1");
    public static final Instant CLOSE = new InMemoryTimelineStore()
            .inForce()
            .groupOf(new Region("IN"))
            .orElseThrow()
            .dates()
            .close();
    public static final Duration VISIBILITY = Duration.ofMinutes(12);

    public final ManualClock clock = new ManualClock(CLOSE);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryMembershipStore memberships = new InMemoryMembershipStore(accounts);
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryClosingStore closings = new InMemoryClosingStore();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    public final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final InMemoryTransferStore transfers = new InMemoryTransferStore();
    final InMemoryQueue<TransferMessage> transferQueue = InMemoryQueue.fifo(clock, Duration.ofMinutes(30), 5);
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket(clock, 1);
    final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    final ClosingFunctions.Ports ports = new ClosingFunctions.Ports(
            accounts, memberships, timelines, transfers, transferQueue, archives, closings, jobs, queue);

    private final TransferFunctions moving = moving();
    private final ArchiveFunctions archiving = archiving();
    private ClosingFunctions functions = ClosingFunctions.over(ports, clock);

    private TransferFunctions moving() {
        InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
        return TransferFunctions.over(
                new TransferFunctions.Ports(
                        accounts,
                        timelines,
                        new InMemoryGalleryIndex(),
                        new InMemoryGalleryOrders(),
                        new InMemoryGalleryBytes(),
                        new InMemorySecretSealer(),
                        access,
                        new InMemoryPhotoLibrary(access, clock),
                        transfers,
                        transferQueue,
                        new InMemoryInventoryStore(),
                        new InMemoryQueue<>(clock, new Random(6), Duration.ofMinutes(3), 5),
                        new RequestQuota(
                                new InMemoryQuotaStore(),
                                () -> new QuotaRules.Limits(10_000, 2_000, 2_000, true, 10_000, ZoneId.of("UTC"))),
                        new InMemoryBreakerStore(),
                        archives,
                        new InMemoryReceiptStore(),
                        new InMemoryReachStore(),
                        new InMemoryRefundLedger(),
                        refunds()),
                Eligibility.read("""
                    {"minimumAndroidVersion": 10, "unsupportedRegions": [],
                     "unsupportedCarriers": [], "unsupportedModels": []}
                    """),
                CountSettings.DEPLOYED,
                clock,
                new Random(2),
                Executors::newVirtualThreadPerTaskExecutor);
    }

    private ArchiveFunctions archiving() {
        return ArchiveFunctions.over(
                new ArchiveFunctions.Ports(
                        accounts,
                        timelines,
                        new InMemoryGalleryIndex(),
                        transfers,
                        new InMemoryGalleryObjects(new InMemoryGalleryBytes(), CLOSE),
                        new InMemorySecretSealer(),
                        archives,
                        new InMemoryQueue<>(clock, new Random(3), Duration.ofMinutes(90), 5),
                        bucket,
                        refunds()),
                new ArchiveSettings(20_000, 1_000, 1_000, ArchiveRules.LIFE),
                new AddedDates(false),
                clock,
                new Random(4));
    }

    private InMemoryQueue<RefundMessage> refunds() {
        return new InMemoryQueue<>(clock, new Random(5), Duration.ofMinutes(3), 5);
    }

    /** From now on, the functions of the close work over these. */
    public void observe(ObservedPort.Observer observer) {
        functions = ClosingFunctions.over(ObservedPort.all(ports, observer), clock);
    }

    /** Something happens before each call of a kind, which are counted from 1. */
    public void observe(String kind, Consumer<Long> happening) {
        observe(Calls.before(kind, happening));
    }

    UserId user(String name) {
        return user(name, "IN");
    }

    /** The accounts list them nowhere: a close goes by their regions. */
    UserId user(String name, String region) {
        UserId user = new UserId(name);
        accounts.put(new Account(user, new Region(region)));
        return user;
    }

    Transfer transfer(UserId user, TransferState state) {
        return transfers.save(SampleTransfers.halfWay(user).withState(state)).orElseThrow();
    }

    /** An archive that is being built and is not due for long. */
    Archive archive(UserId user) {
        Instant later = CLOSE.plus(Duration.ofDays(1));
        return archives.save(made(SampleArchives.fresh(user).withState(new ArchiveState.Building(CLOSE, later))))
                .orElseThrow();
    }

    /** An archive that has been downloaded. */
    Archive downloaded(UserId user) {
        return archives.save(made(SampleArchives.ready(user)
                        .withState(new ArchiveState.Ready(CLOSE, CLOSE))
                        .with(new Downloads(Set.of(1), Optional.of(CLOSE), Optional.empty(), Tally.NONE, 0, 0))))
                .orElseThrow();
    }

    private static Archive made(Archive archive) {
        return Records.with(archive.cleanedAt(Optional.empty()), "createdAt", CLOSE.minus(Duration.ofDays(1)));
    }

    QueueEvent.Answer close(String body) {
        return functions.close().handle(QueueEvents.of(body));
    }

    /** The close has come, as its schedule says. */
    void arrive() {
        Group group =
                ClosingRules.closed(timelines.inForce(), GROUP, clock.instant()).orElseThrow();
        functions.closes().act(group);
    }

    List<Milestone> arrivesAt() {
        return MilestoneFunctions.MILESTONES.all().stream()
                .filter(functions.closes()::actsAt)
                .toList();
    }

    /** The sweep, as far as it is about the close. */
    public void sweep() {
        sweep(List.of(functions.closes()));
    }

    /** The whole of it. */
    void sweepAll() {
        sweep(List.of(moving.round(), archiving.round(), functions.closes()));
    }

    private void sweep(List<SweepTask> rounds) {
        Sweeps.sweep(rounds, clock);
    }

    /** Works on all that is in the closing queue and visible. */
    public void work() {
        queue.work(functions.close()::handle);
    }

    /** The same for the transfer queue. */
    void move() {
        transferQueue.work(moving.batch()::handle);
    }

    /** So many minutes pass, as the sweep divides them. */
    void minutes(int count) {
        for (int minute = 0; minute < count; minute++) {
            clock.advance(Duration.ofMinutes(1));
            sweepAll();
            work();
            move();
        }
    }

    Job job() {
        return jobs.find(ClosingWork.job(GROUP)).orElseThrow();
    }

    /** How much ran, as it was last counted. */
    long running() {
        return closing().counted().orElseThrow().running();
    }

    Closing closing() {
        return closings.find(GROUP).orElseThrow();
    }

    Optional<Instant> drainedAt() {
        return closings.find(GROUP).flatMap(Closing::drainedAt);
    }

    TransferState transferOf(UserId user) {
        return transfers.find(user).orElseThrow().state();
    }

    ArchiveState archiveOf(UserId user) {
        return archives.find(user).orElseThrow().state();
    }

    @Override
    public void close() {
        executor.close();
    }
}
