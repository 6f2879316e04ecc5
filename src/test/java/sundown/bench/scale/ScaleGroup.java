package sundown.bench.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.InMemoryReachStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.bench.scale.Workers.Crew;
import sundown.contract.SampleTransfers;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.edge.QueueMessage;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.membership.MembershipFunctions;
import sundown.operator.SampleOperators;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.CertifyPurgeFunction;
import sundown.purge.InMemoryPurge;
import sundown.purge.Plan;
import sundown.purge.PurgePorts;
import sundown.purge.PurgePorts.DeletionFunctions;
import sundown.purge.PurgePorts.PlanFunctions;
import sundown.purge.PurgePorts.PurgeFunctions;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore.PurgeState;
import sundown.purge.close.ClosingFunctions;
import sundown.refund.InMemoryCancellationLedger;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundMessage;
import sundown.report.InMemoryCountingStore;
import sundown.report.InMemoryReportFiles;
import sundown.report.ProgressFunctions;
import sundown.runtime.Assembly;
import sundown.runtime.Records;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepFunction;
import sundown.sweep.SweepFunction.ScheduledEvent;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Sweeps;
import sundown.sweep.Wake.Shards;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferRules;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferSweep;

/** A group of so many users, from the opening of its exports to its certificate. */
final class ScaleGroup extends InMemoryPurge {
    private static final GroupId GROUP = new GroupId("1");
    private static final Region REGION = new Region("IN");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final double MILLION = 1_000_000;
    private static final Duration PAUSE = Duration.ofDays(3);

    private final Workload workload;
    private final int users;
    private final GroupChunks chunks;
    private final Meter meter;
    private final Crew crew;
    private final InMemoryCountingStore countings = new InMemoryCountingStore();
    private final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    private final InMemoryTransferStore parked = new InMemoryTransferStore();
    private final Workers<SweepMessage> sweepQueue;
    private final Workers<ChunkMessage> planWorkers;
    private final Workers<ChunkMessage> purgeWorkers;
    private final PurgePorts purgePorts;
    private final PurgeSettings settings;

    /**
     * Makes one.
     *
     * @param most how many workers each queue has at most
     */
    ScaleGroup(Workload workload, int users, int chunks, int most) {
        super(PublishedTimeline.read().groupOf(REGION).orElseThrow().dates().exportsOpen(), GalleryLayout.GROUP_FIRST);
        this.workload = workload;
        this.users = users;
        this.chunks = new GroupChunks(chunks);
        this.meter = new Meter(Prices.read(), Deployed.read(), clock);
        this.crew = new Crew(most, clock, meter);
        this.sweepQueue = crew.of("run-sweep-task");
        this.planWorkers = crew.of("list-chunk");
        this.purgeWorkers = crew.of("purge-account");
        this.purgePorts = meter.over(worked());
        this.settings = new PurgeSettings(PAUSE, workload.number("accountsPerMinute"));
        IntStream.range(0, users).forEach(this::join);
    }

    private Group group() {
        return timelines.inForce().groupOf(REGION).orElseThrow();
    }

    private void join(int number) {
        UserId user = workload.user(number);
        Account account = new Account(user, REGION);
        accounts.put(workload.member(number) ? account.with(paid(number)) : account);
        members.list(user, GROUP, workload.chunk(user, chunks.number()));
        if (workload.transferred(number)) {
            transfers.save(SampleTransfers.fresh(user)
                    .withState(new TransferState.Finished(group().dates().exportsOpen())));
            rows.put(user, "transfer");
        }
        if (workload.underHold(number)) {
            holds.place(
                    GROUP, new Hold(user, "a court", SampleOperators.named("Ada"), clock.instant(), Optional.empty()));
        }
        for (int item = 0; item < workload.items(number); item++) {
            rows.put(user, "item " + item);
            buckets.put(PurgedBucket.GALLERY, new ObjectKey(GROUP + "/" + user + "/" + item), new byte[1]);
        }
    }

    private Membership paid(int number) {
        Instant at = group().dates().exportsOpen().minus(Duration.ofDays(30));
        return new Membership(new ChargeId("ch_" + number), Money.of(1_200, "EUR"), at, Optional.empty());
    }

    /**
     * The paths, one after the other in the order of a group's life; each is gone once, when the stream comes to it.
     */
    Stream<PathFigures> paths() {
        ActingUsers acting = new ActingUsers(workload, GROUP, timelines, crew);
        Stream<Supplier<PathFigures>> ofUsers = Stream.of(
                () -> transfers(acting), () -> archives(acting), () -> looks(acting), this::sweep, this::idleSweep);
        return Stream.concat(ofUsers.map(Supplier::get), ofAll());
    }

    /** The paths that lead through all users. */
    Stream<PathFigures> ofAll() {
        return Stream.<Supplier<PathFigures>>of(
                        this::memberships,
                        () -> report("first report"),
                        this::laterReport,
                        this::close,
                        this::plan,
                        this::approval,
                        this::deletion,
                        this::certificate,
                        this::refunds)
                .map(Supplier::get);
    }

    /** A few stand for all who transfer. */
    private PathFigures transfers(ActingUsers acting) {
        return path(
                "transfer run", transferring() / workload.share("transferred"), () -> acting.transfer(transferring()));
    }

    private int transferring() {
        return Math.max(users / workload.number("oneTransferIn"), workload.number("fewestTransfers"));
    }

    /** A few stand for all who have an archive built. */
    private PathFigures archives(ActingUsers acting) {
        int building = workload.number("archives");
        return path("archive", building / workload.share("archived"), () -> acting.archive(building));
    }

    /** Each who has transferred looks once; together they stand for all looks of all who act. */
    private PathFigures looks(ActingUsers acting) {
        double looks = workload.number("looks") * (workload.share("transferred") + workload.share("archived"));
        return path("status", transferring() / looks, () -> acting.look(transferring()));
    }

    private record Parked(TransferStore transfers, MessageQueue<TransferMessage> queue) {}

    private record SweepQueue(MessageQueue<SweepMessage> queue) {}

    /** All transfers that are parked are due in the same minute. */
    private PathFigures sweep() {
        IntStream.range(0, users / workload.number("oneParkedIn"))
                .mapToObj(workload::user)
                .forEach(user -> parked.save(SampleTransfers.fresh(user)
                        .withState(new TransferState.Waiting(WaitReason.QUOTA, clock.instant()))));
        return path(
                "sweep",
                () -> eachMinuteUntil(
                        () -> IntStream.range(0, Shards.COUNT)
                                .allMatch(shard -> parked.listDue(shard, clock.instant(), 1)
                                        .isEmpty()),
                        sweepQueue,
                        wakes()::handle,
                        this::sendSweep));
    }

    /** A minute in which nothing is due; the same whatever the group. */
    private PathFigures idleSweep() {
        return path("idle sweep", MILLION, () -> {
            sendSweep();
            sweepQueue.workUntil(Instant.MAX, wakes()::handle);
        });
    }

    private RunSweepTaskFunction wakes() {
        TransferSweep task = Assembly.of(
                TransferSweep.class, meter.over(new Parked(parked, (woken, delay) -> {})), new SeveralAtOnce(1), clock);
        return Sweeps.worker(List.of(task), clock);
    }

    /** Those of one task stand for all others. */
    private void sendSweep() {
        MessageQueue<SweepMessage> ofTransfers = (all, delay) -> sweepQueue.send(all.stream()
                .filter(message -> message.task() == TaskName.TRANSFERS)
                .toList());
        SweepFunction sweep =
                Sweeps.function(meter.over(new SweepQueue(ofTransfers)).queue(), clock);
        meter.invoked("sweep", 0, () -> sweep.handle(new ScheduledEvent("sweep")));
    }

    private PathFigures memberships() {
        return path("memberships", () -> {
            Workers<ChunkMessage> queue = crew.of("cancel-memberships");
            MembershipFunctions functions = memberships(queue);
            sweepUntil(() -> complete("memberships"), functions.end(), queue, functions.cancel()::handle);
        });
    }

    /** The refunds that it sends for wait for the payment service, which takes 100 a second. */
    private PathFigures refunds() {
        moveTo(group().dates().refundBy());
        return path("refund date", () -> {
            Workers<ChunkMessage> queue = crew.of("cancel-memberships");
            MembershipFunctions functions = memberships(queue);
            sweepUntil(() -> complete("refunds"), functions.dates(), queue, functions.cancel()::handle);
        });
    }

    private MembershipFunctions memberships(MessageQueue<ChunkMessage> queue) {
        MessageQueue<RefundMessage> refunds = (messages, delay) -> {};
        return MembershipFunctions.over(
                meter.over(new MembershipFunctions.Ports(
                        accounts,
                        members,
                        members,
                        timelines,
                        jobs,
                        queue,
                        ledger,
                        refunds,
                        new InMemoryCancellationLedger(),
                        new InMemoryPaymentService(clock))),
                chunks,
                clock);
    }

    /** A day later, a seventh of the chunks are counted again. */
    private PathFigures laterReport() {
        clock.advance(Duration.ofDays(1));
        return report("report");
    }

    private PathFigures report(String name) {
        Instant begin = clock.instant();
        return path(name, () -> {
            Workers<ChunkMessage> queue = crew.of("count-progress");
            ProgressFunctions functions = Assembly.of(
                    ProgressFunctions.class,
                    meter.over(new ProgressFunctions.Ports(
                            timelines,
                            members,
                            transfers,
                            archives,
                            new InMemoryReachStore(),
                            new InMemoryGalleryIndex(),
                            ledger,
                            countings,
                            jobs,
                            queue,
                            new InMemoryReportFiles())),
                    chunks,
                    clock);
            BooleanSupplier composed = () -> countings
                    .find()
                    .filter(counting ->
                            counting.composed() && !counting.begunAt().isBefore(begin))
                    .isPresent();
            eachMinuteUntil(
                    composed,
                    queue,
                    functions.count()::handle,
                    () -> meter.invoked(
                            "report-progress",
                            0,
                            () -> functions.report().handle(new OperatorCall(Json.tree(Map.of("by", "Ada"))))));
        });
    }

    /** Some wait for a consent. Their workers end at once what the close has woken. */
    private PathFigures close() {
        Instant close = group().dates().close();
        moveTo(close);
        List<UserId> waiting = IntStream.range(0, users)
                .filter(workload::waiting)
                .mapToObj(workload::user)
                .toList();
        waiting.forEach(user -> transfers.save(
                SampleTransfers.fresh(user).withState(new TransferState.Waiting(WaitReason.CONSENT, close))));
        PathFigures figures = closed();
        waiting.forEach(transfers::remove);
        return figures;
    }

    private PathFigures closed() {
        return path("close", () -> {
            Workers<ChunkMessage> queue = crew.of("close-group");
            MessageQueue<TransferMessage> workersEnd = (messages, delay) -> messages.forEach(message -> transfers
                    .find(message.user())
                    .map(transfer -> TransferRules.closed(transfer, clock.instant()))
                    .ifPresent(transfers::save));
            ClosingFunctions functions = Assembly.of(
                    ClosingFunctions.class,
                    meter.over(new ClosingFunctions.Ports(
                            accounts, members, timelines, transfers, workersEnd, archives, closings, jobs, queue)),
                    chunks,
                    clock);
            sweepUntil(
                    () -> closings.find(GROUP)
                            .filter(closing -> closing.drainedAt().isPresent())
                            .isPresent(),
                    functions.closes(),
                    queue,
                    functions.close()::handle);
        });
    }

    private PathFigures plan() {
        PlanFunctions planning = planning();
        return path("plan", () -> {
            operator("plan-purge", () -> planning.plan().handle(call("Ada", Map.of())));
            sweepUntil(
                    () -> plans.find(GROUP).flatMap(Plan.Begun::planned).isPresent(),
                    planning.sweep(),
                    planWorkers,
                    planning.list()::handle);
        });
    }

    private PlanFunctions planning() {
        return Assembly.of(PlanFunctions.class, purgePorts, clock, new Random(1), chunks);
    }

    private PathFigures approval() {
        PurgeFunctions approving = purgePorts.purgeFunctions(settings, clock);
        Map<String, String> manifest = Map.of("manifestHash", hash());
        return path(
                "approval",
                () -> Stream.of("Grace", "Mary")
                        .forEach(name -> operator(
                                "approve-purge", () -> approving.approve().handle(call(name, manifest)))));
    }

    /** The canary, and then all others. */
    private PathFigures deletion() {
        clock.advance(PAUSE.multipliedBy(2));
        DeletionFunctions deleting = Assembly.of(DeletionFunctions.class, purgePorts, settings, chunks, clock);
        return path(
                "deletion",
                () -> sweepUntil(
                        () -> state() == PurgeState.StateName.PURGED,
                        deleting.round(),
                        purgeWorkers,
                        deleting.account()::handle));
    }

    private PathFigures certificate() {
        CertifyPurgeFunction certifying = Assembly.of(CertifyPurgeFunction.class, purgePorts, settings, chunks, clock);
        return path(
                "certificate",
                () -> eachMinuteUntil(
                        () -> state() == PurgeState.StateName.CERTIFIED,
                        planWorkers,
                        planning().list()::handle,
                        () -> operator("certify-purge", () -> certifying.handle(call("Ada", Map.of())))));
    }

    private String hash() {
        return plans.find(GROUP).orElseThrow().planned().orElseThrow().hash().hex();
    }

    private PurgeState.StateName state() {
        return purges.find(GROUP).map(purge -> purge.state().name()).orElse(PurgeState.StateName.PLANNED);
    }

    /** Workers take the messages, and nobody asks what was deleted. */
    private PurgePorts worked() {
        PurgePorts listed = Records.with(ports(), "planQueue", planWorkers);
        return Records.with(Records.with(listed, "purgeQueue", purgeWorkers), "deletion", buckets);
    }

    private PathFigures path(String name, Runnable work) {
        return path(name, users, work);
    }

    /** @param ofUsers how many users of a group the work is done for */
    private PathFigures path(String name, double ofUsers, Runnable work) {
        Instant begun = clock.instant();
        work.run();
        return new PathFigures(
                name, ofUsers, Duration.between(begun, clock.instant()), meter.counted(), meter.hottest());
    }

    private void moveTo(Instant later) {
        if (later.isAfter(clock.instant())) {
            Workers.moveTo(clock, later);
        }
    }

    private boolean complete(String work) {
        return jobs.find(new JobId(work, GROUP)).filter(Job::complete).isPresent();
    }

    private void operator(String function, Runnable call) {
        meter.invoked(function, 0, call);
    }

    /** An operator's call for the group. */
    private OperatorCall call(String by, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.putAll(Map.of("group", GROUP.value(), "by", by));
        return OperatorRequests.signed(body, clock.instant());
    }

    private <M extends QueueMessage> void sweepUntil(
            BooleanSupplier done, SweepTask task, Workers<M> workers, Function<QueueEvent, QueueEvent.Answer> work) {
        eachMinuteUntil(
                done,
                workers,
                work,
                () -> meter.invoked(
                        "run-sweep-task",
                        0,
                        () -> Sweeps.worker(List.of(task), clock)
                                .handle(QueueEvents.of(
                                        new SweepMessage(task.name(), 0, clock.instant(), new Correlation("sweep"))
                                                .write()))));
    }

    /** What happens each minute, and what workers make of it. */
    private <M extends QueueMessage> void eachMinuteUntil(
            BooleanSupplier done,
            Workers<M> workers,
            Function<QueueEvent, QueueEvent.Answer> work,
            Runnable eachMinute) {
        Instant begun = clock.instant();
        Instant minute = begun;
        while (!done.getAsBoolean()) {
            if (minute.isAfter(begun.plus(LONGEST))) {
                throw new IllegalStateException("it does not come to its end");
            }
            Workers.moveTo(clock, minute);
            eachMinute.run();
            minute = minute.plus(MINUTE);
            workers.workUntil(minute, work);
        }
        moveTo(workers.ended());
    }
}
