package sundown.certificate;

import java.time.Clock;
import java.util.Random;
import sundown.account.AccountStore;
import sundown.closing.ClosingStore;
import sundown.edge.MessageQueue;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.JobStore;
import sundown.job.TestChunks;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketListing;
import sundown.purge.DeletionRecords;
import sundown.purge.KillSwitch;
import sundown.purge.PlanStore;
import sundown.purge.Plans;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeTask;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/**
 * The functions that certify, put together by hand over any ports: what the container does in a deployed function.
 *
 * @param sweep what sends chunks again
 */
public record CertificateFunctions(CertifyPurgeFunction certify, ListChunkFunction list, PurgeTask sweep) {

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
    public static CertificateFunctions over(Ports ports, PurgeSettings settings, Clock clock) {
        return Assembly.of(CertificateFunctions.class, ports, settings, TestChunks.FEW, clock, new Random(1));
    }
}
