package sundown.purge.certificate;

import java.time.Clock;
import java.util.Random;
import sundown.account.AccountStore;
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
import sundown.purge.deletion.DeletionRecords;
import sundown.purge.deletion.PurgeSweep;
import sundown.purge.deletion.UserRows;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.PlanStore;
import sundown.purge.plan.Plans;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/**
 * The functions that certify, put together by hand over any ports: what the container does in a deployed function.
 *
 * @param sweep what sends chunks again
 */
public record CertificateFunctions(
        CertifyPurgeFunction certify, GetPurgeFunction get, ListChunkFunction list, PurgeSweep sweep) {

    /** What the functions reach the world through. */
    public record Ports(
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            BucketListing buckets,
            GalleryIndex index,
            Claims claims,
            AuditFiles files,
            DeletionRecords records,
            UserRows rows,
            ReceiptStore receipts,
            CertificateChain chain,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue,
            GroupUsers members,
            AccountStore accounts,
            PlanStore planStore) {}

    /** Puts them together. */
    public static CertificateFunctions over(Ports ports, PurgeSettings settings, Clock clock, GalleryLayout layout) {
        return Assembly.of(CertificateFunctions.class, ports, settings, TestChunks.FEW, clock, new Random(1), layout);
    }
}
