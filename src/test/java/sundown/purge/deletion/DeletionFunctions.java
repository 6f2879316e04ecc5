package sundown.purge.deletion;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.gallery.Claims;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.JobStore;
import sundown.job.TestChunks;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.KillSwitch;
import sundown.purge.approval.PurgeSettings;
import sundown.purge.approval.PurgeStore;
import sundown.purge.approval.TrustedTime;
import sundown.purge.close.ClosingStore;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.Plans;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** What deletes accounts, put together by hand over any ports: what the container does in a deployed function. */
public record DeletionFunctions(PurgeAccountFunction account, PurgeSweep round) {

    /** What it reaches the world through. */
    public record Ports(
            AccountStore accounts,
            GroupUsers members,
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            BucketListing listing,
            GalleryIndex index,
            Claims claims,
            BucketDeletion deletion,
            AuditFiles files,
            UserRows rows,
            TransferStore transfers,
            ArchiveStore archives,
            ReceiptStore receipts,
            DeletionRecords records,
            @Assembly.Called(DeletionJobs.QUEUE) MessageQueue<ChunkMessage> queue,
            JobStore jobs,
            MessageQueue<ChunkMessage> planning) {}

    /** Puts it together. */
    public static DeletionFunctions over(Ports ports, PurgeSettings settings, Clock clock, GalleryLayout layout) {
        return Assembly.of(DeletionFunctions.class, ports, settings, TestChunks.FEW, clock, layout);
    }
}
