package sundown.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.archive.InMemoryArchiveStore;
import sundown.contract.SampleItems;
import sundown.contract.SampleSafety;
import sundown.contract.SampleTransfers;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.membership.InMemoryMembershipStore;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.report.ReportFiles.ReportFile;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** The functions of the report, over ports in memory, ten days after the opening of {@link #GROUP}. */
final class Functions {
    static final GroupId GROUP = new GroupId("1");
    static final Instant OPENING =
            PublishedTimeline.read().groups().getFirst().dates().exportsOpen();
    static final Duration VISIBILITY = Duration.ofMinutes(30);
    static final long ITEM = 1_000;

    final ManualClock clock = new ManualClock(OPENING.plus(Duration.ofDays(10)));
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryMembershipStore memberships = new InMemoryMembershipStore(new InMemoryAccountStore());
    final InMemoryTransferStore transfers = new InMemoryTransferStore();
    final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    final InMemoryReachStore reaches = new InMemoryReachStore();
    final InMemoryGalleryIndex galleries = new InMemoryGalleryIndex();
    final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    final InMemoryCountingStore countings = new InMemoryCountingStore();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final InMemoryReportFiles files = new InMemoryReportFiles();
    final ProgressFunctions.Ports ports = new ProgressFunctions.Ports(
            timelines, memberships, transfers, archives, reaches, galleries, ledger, countings, jobs, queue, files);

    private ProgressFunctions functions = ProgressFunctions.over(ports, clock);

    /** From now on, the functions work over these. */
    void observe(ObservedPort.Observer observer) {
        functions = ProgressFunctions.over(ObservedPort.all(ports, observer), clock);
    }

    /** A user of the group with so many items. */
    UserId user(String name, int shard, int items) {
        UserId user = new UserId(name);
        memberships.list(user, GROUP, shard);
        IntStream.range(0, items)
                .forEach(number -> galleries.put(
                        user,
                        SampleItems.bare(
                                SampleTransfers.item(number),
                                new ObjectKey("1/" + name + "/" + number),
                                "IMG.jpg",
                                ITEM)));
        return user;
    }

    /** The user's transfer has finished, and could not move this many items. */
    void moved(UserId user, int items, int failed) {
        Transfer transfer =
                transfers.save(SampleSafety.moved(user, items, failed)).orElseThrow();
        transfers.saveFailures(
                transfer,
                IntStream.range(0, failed).mapToObj(SampleTransfers::failed).toList());
    }

    /** The user's transfer is parked. */
    void parked(UserId user, WaitReason why) {
        transfers.save(SampleTransfers.fresh(user)
                .withState(new TransferState.Waiting(why, clock.instant().plusSeconds(60))));
    }

    /** The user has downloaded all of an archive of this many items. */
    void downloaded(UserId user, int items) {
        archives.save(SampleSafety.downloaded(user, items, 0, 0));
    }

    /** An archive of this many items is ready, and the user has not downloaded all of it. */
    void archived(UserId user, int items) {
        archives.save(SampleSafety.partlyDownloaded(user, items, 0));
    }

    void refund(String charge, UserId user, RefundState state) {
        ledger.open(new Refund(
                new ChargeId(charge),
                user,
                GROUP,
                Money.of(1_200, "EUR"),
                PaidThrough.STRIPE,
                Optional.empty(),
                state,
                clock.instant(),
                0));
    }

    RefundState planned() {
        return new RefundState.Intent(Trigger.REFUNDS_BEGIN, clock.instant());
    }

    static Tally tally(int items) {
        return new Tally(items, items * ITEM);
    }

    JsonNode callOfTheSchedule() {
        return functions
                .report()
                .handle(new OperatorCall(Json.tree(Map.of("source", "aws.scheduler", "id", "hour-1"))));
    }

    JsonNode callBy(String operator) {
        return functions.report().handle(new OperatorCall(Json.tree(Map.of("by", operator))));
    }

    JsonNode call(Map<String, Object> call) {
        return functions.report().handle(new OperatorCall(Json.tree(call)));
    }

    /** Works on all that is in the queue and visible. */
    void work() {
        queue.work(functions.count()::handle);
    }

    /** A whole report, begun by the schedule. */
    JsonNode report() {
        callOfTheSchedule();
        work();
        return latest();
    }

    /** What the latest report says of the group. */
    JsonNode latest() {
        return Json.read(files.read(ReportFile.latestFigures()).orElseThrow())
                .path("groups")
                .path(0);
    }
}
