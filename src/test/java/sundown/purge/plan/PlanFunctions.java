package sundown.purge.plan;

import sundown.purge.certificate.ListChunkFunction;
import sundown.purge.close.ClosingStore;
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
            ClosingStore closings,
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
            ReceiptStore receipts) {}

    /** Puts them together. */
    public static PlanFunctions over(
            Ports ports, GroupChunks chunks, Clock clock, RandomGenerator random, GalleryLayout layout) {
        return Assembly.of(PlanFunctions.class, ports, chunks, clock, random, layout);
    }
}
