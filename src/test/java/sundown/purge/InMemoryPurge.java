package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import sundown.account.InMemoryAccountStore;
import sundown.account.InMemoryReachStore;
import sundown.archive.InMemoryArchiveStore;
import sundown.edge.InMemoryQueue;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.hold.InMemoryHoldStore;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.limit.InMemoryLimitStore;
import sundown.membership.InMemoryMembershipStore;
import sundown.operator.InMemoryCallRecords;
import sundown.purge.close.InMemoryClosingStore;
import sundown.receipt.InMemoryReceiptStore;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.timeline.InMemoryTimelineStore;
import sundown.transfer.InMemoryTransferStore;

/** All ports of a purge in memory. */
public class InMemoryPurge {
    public static final Duration PLAN_VISIBILITY = Duration.ofMinutes(90);
    public static final Duration PURGE_VISIBILITY = Duration.ofHours(1);

    public final ManualClock clock;
    public final GalleryLayout layout;
    public final InMemoryAccountStore accounts = new InMemoryAccountStore();
    public final InMemoryMembershipStore members = new InMemoryMembershipStore(accounts);
    public final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    public final InMemoryClosingStore closings = new InMemoryClosingStore();
    public final InMemoryHoldStore holds = new InMemoryHoldStore();
    public final InMemoryPlanStore plans = new InMemoryPlanStore();
    public final InMemoryJobStore jobs = new InMemoryJobStore();
    public final InMemoryQueue<ChunkMessage> planQueue;
    public final InMemoryPurgeStore purges = new InMemoryPurgeStore();
    public final InMemoryApprovalStore approvals = new InMemoryApprovalStore();
    public final InMemoryKillSwitch killSwitch = new InMemoryKillSwitch();
    public final InMemoryLimitStore limits = new InMemoryLimitStore();
    public final InMemoryTrustedTime trusted;
    public final InMemoryBuckets buckets;
    public final InMemoryGalleryIndex index = new InMemoryGalleryIndex();
    public final InMemoryClaims claims = new InMemoryClaims();
    public final RecordedDeletion deletion;
    public final InMemoryUserRows rows = new InMemoryUserRows();
    public final InMemoryTransferStore transfers = new InMemoryTransferStore();
    public final InMemoryArchiveStore archives = new InMemoryArchiveStore();
    public final InMemoryReceiptStore receipts = new InMemoryReceiptStore();
    public final InMemoryReachStore reaches = new InMemoryReachStore();
    public final InMemoryDeletionRecords records = new InMemoryDeletionRecords();
    public final InMemoryQueue<ChunkMessage> purgeQueue;
    public final InMemoryCertificateChain chain = new InMemoryCertificateChain();
    public InMemoryAuditFiles files = new InMemoryAuditFiles();

    protected InMemoryPurge(Instant now, GalleryLayout layout) {
        this.clock = new ManualClock(now);
        this.layout = layout;
        this.planQueue = new InMemoryQueue<>(clock, new Random(1), PLAN_VISIBILITY, 5);
        this.trusted = new InMemoryTrustedTime(clock);
        this.buckets = new InMemoryBuckets(layout);
        this.deletion = new RecordedDeletion(buckets);
        this.purgeQueue = new InMemoryQueue<>(clock, new Random(1), PURGE_VISIBILITY, 5);
    }

    /** The ports. */
    public final PurgePorts ports() {
        return new PurgePorts(
                accounts,
                members,
                timelines,
                closings,
                holds,
                plans,
                jobs,
                planQueue,
                purges,
                approvals,
                killSwitch,
                limits,
                trusted,
                buckets,
                index,
                claims,
                deletion,
                files,
                rows,
                transfers,
                archives,
                receipts,
                reaches,
                records,
                purgeQueue,
                chain,
                new InMemoryCallRecords(),
                layout);
    }

    /** The same, and an observer is told of every call, but of those of the edge. */
    protected final PurgePorts ports(ObservedPort.Observer observer) {
        PurgePorts ports = ports();
        PurgePorts observed = ObservedPort.all(ports, observer);
        return Records.with(Records.with(observed, "calls", ports.calls()), "layout", layout);
    }
}
