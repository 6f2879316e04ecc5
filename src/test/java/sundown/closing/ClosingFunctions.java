package sundown.closing;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.membership.MembershipStore;
import sundown.timeline.Exports;
import sundown.timeline.TimelineStore;
import sundown.transfer.NextBatch;
import sundown.transfer.TransferStore;

/** The functions of a close, put together by hand over any ports: what the container does in a deployed function. */
public record ClosingFunctions(CloseGroupFunction close, ClosingTask round, GroupCloses closes) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            TransferStore transfers,
            MessageQueue<NextBatch> transferQueue,
            ArchiveStore archives,
            ClosingStore closings,
            MessageQueue<ClosingMessage> queue) {}

    /** Puts them together. */
    public static ClosingFunctions over(Ports ports, Clock clock) {
        Exports exports = new Exports(ports.accounts(), ports.timelines(), clock);
        ExportsEnding ending =
                new ExportsEnding(ports.transfers(), ports.transferQueue(), ports.archives(), exports, clock);
        ClosingWalker walker = new ClosingWalker(ports.memberships(), ending, ports.closings(), ports.queue(), clock);
        ClosingSteps steps = new ClosingSteps(ports.closings(), ports.queue(), clock);
        return new ClosingFunctions(
                new CloseGroupFunction(new QueueEdge(), ports.timelines(), walker, clock),
                new ClosingTask(ports.timelines(), steps),
                new GroupCloses(steps));
    }
}
