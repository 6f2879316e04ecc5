package sundown.purge.plan;

import java.time.Clock;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.edge.MessageQueue;
import sundown.gallery.Claims;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.GroupChunks;
import sundown.job.GroupUsers;
import sundown.job.JobStore;
import sundown.purge.approval.PurgeStore;
import sundown.purge.approval.TrustedTime;
import sundown.purge.certificate.ListChunkFunction;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.Drained;
import sundown.purge.close.DrainedGroups;
import sundown.purge.deletion.DeletionRecords;
import sundown.purge.deletion.UserRows;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/**
 * The functions that plan a purge, put together by hand over any ports: what the container does in a deployed function.
 */
public record PlanFunctions(PlanPurgeFunction plan, ListChunkFunction list, PlanSweep sweep) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            GroupUsers memberships,
            TimelineStore timelines,
            HoldStore holds,
            Drained drained,
            BucketListing buckets,
            GalleryIndex index,
            Claims claims,
            AuditFiles files,
            PlanStore plans,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue,
            PurgeStore purges,
            DeletionRecords records,
            UserRows rows,
            ReceiptStore receipts,
            TrustedTime trusted) {}

    /** Puts them together. */
    public static PlanFunctions over(
            Ports ports, GroupChunks chunks, Clock clock, RandomGenerator random, GalleryLayout layout) {
        return Assembly.of(PlanFunctions.class, ports, chunks, clock, random, layout);
    }

    /** What tells them whether a group is drained. */
    public static Drained drained(TimelineStore timelines, ClosingStore closings) {
        return new DrainedGroups(timelines, closings);
    }
}
