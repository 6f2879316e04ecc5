package sundown.report;

import java.time.Clock;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorEdge;
import sundown.edge.QueueEdge;
import sundown.gallery.GalleryIndex;
import sundown.membership.MembershipStore;
import sundown.refund.RefundLedger;
import sundown.runtime.ObservedPort;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** The functions of the report, put together by hand over any ports: what the container does in a deployed function. */
public record ProgressFunctions(ReportProgressFunction report, CountProgressFunction count) {

    /** What the functions reach the world through. */
    public record Ports(
            TimelineStore timelines,
            MembershipStore memberships,
            TransferStore transfers,
            ArchiveStore archives,
            GalleryIndex galleries,
            RefundLedger ledger,
            CountingStore countings,
            MessageQueue<CountMessage> queue,
            ReportFiles files) {
        /** The same, each telling an observer of every call. */
        public Ports observed(ObservedPort.Observer observer) {
            return new Ports(
                    timelines,
                    ObservedPort.of(MembershipStore.class, memberships, observer),
                    ObservedPort.of(TransferStore.class, transfers, observer),
                    ObservedPort.of(ArchiveStore.class, archives, observer),
                    ObservedPort.of(GalleryIndex.class, galleries, observer),
                    ObservedPort.of(RefundLedger.class, ledger, observer),
                    ObservedPort.of(CountingStore.class, countings, observer),
                    ObservedPort.of("CountQueue", queue, observer),
                    ObservedPort.of(ReportFiles.class, files, observer));
        }
    }

    /** Puts them together. */
    public static ProgressFunctions over(Ports ports, Clock clock) {
        UserCounter users = new UserCounter(ports.transfers(), ports.archives(), ports.galleries());
        ShardCounter counter = new ShardCounter(ports.memberships(), users, ports.countings(), ports.queue(), clock);
        ReportComposer composer = new ReportComposer(
                ports.timelines(), new RefundCount(ports.ledger()), ports.files(), ports.countings());
        return new ProgressFunctions(
                new ReportProgressFunction(
                        new OperatorEdge(), ports.timelines(), ports.countings(), ports.queue(), clock),
                new CountProgressFunction(new QueueEdge(), ports.countings(), counter, composer));
    }
}
