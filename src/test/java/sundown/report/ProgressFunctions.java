package sundown.report;

import java.time.Clock;
import sundown.account.ReachStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.gallery.GalleryIndex;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.JobStore;
import sundown.job.TestChunks;
import sundown.refund.RefundLedger;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** The functions of the report, put together by hand over any ports: what the container does in a deployed function. */
public record ProgressFunctions(ReportProgressFunction report, CountProgressFunction count) {

    /** What the functions reach the world through. */
    public record Ports(
            TimelineStore timelines,
            GroupUsers memberships,
            TransferStore transfers,
            ArchiveStore archives,
            ReachStore reaches,
            GalleryIndex galleries,
            RefundLedger ledger,
            CountingStore countings,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue,
            ReportFiles files) {}

    /** Puts them together. */
    public static ProgressFunctions over(Ports ports, Clock clock) {
        return Assembly.of(ProgressFunctions.class, ports, TestChunks.FOUR, clock);
    }
}
