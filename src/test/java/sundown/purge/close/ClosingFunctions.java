package sundown.purge.close;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.JobStore;
import sundown.job.TestChunks;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.TransferStore;

/** The functions of a close, put together by hand over any ports: what the container does in a deployed function. */
public record ClosingFunctions(CloseGroupFunction close, GroupCloses closes) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            GroupUsers memberships,
            TimelineStore timelines,
            TransferStore transfers,
            MessageQueue<TransferMessage> transferQueue,
            ArchiveStore archives,
            ClosingStore closings,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue) {}

    /** Puts them together. */
    public static ClosingFunctions over(Ports ports, Clock clock) {
        return Assembly.of(ClosingFunctions.class, ports, TestChunks.FEW, clock);
    }
}
