package sundown.transfer;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.HttpEdge;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.secret.SecretSealer;
import sundown.status.GetStatusFunction;
import sundown.timeline.Exports;
import sundown.timeline.TimelineStore;

/** All functions of a transfer over any ports, wired by hand as the container wires a deployed function. */
public record TransferFunctions(
        StartTransferFunction start,
        StopTransferFunction stop,
        ResumeTransferFunction resume,
        ListFailuresFunction failures,
        GetStatusFunction status,
        TransferBatchFunction batch,
        TransferTask round) {

    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            GalleryIndex gallery,
            GalleryBytes bytes,
            SecretSealer sealer,
            LibraryAccess access,
            PhotoLibrary library,
            TransferStore transfers,
            MessageQueue<NextBatch> queue,
            RequestQuota quota,
            ArchiveStore archives,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds) {}

    /**
     * Wires them.
     *
     * @param random makes the ids of transfers
     * @param uploads runs the uploads of a batch
     */
    public static TransferFunctions over(
            Ports ports,
            Eligibility eligibility,
            Clock clock,
            RandomGenerator random,
            Supplier<ExecutorService> uploads) {
        HttpEdge http = new HttpEdge();
        Exports exports = new Exports(ports.accounts(), ports.timelines(), clock);
        CurrentTransfers current = new CurrentTransfers(ports.transfers(), ports.queue());
        Consents consents = new Consents(ports.access());
        return new TransferFunctions(
                new StartTransferFunction(
                        http,
                        exports,
                        eligibility,
                        consents,
                        ports.gallery(),
                        ports.sealer(),
                        ports.transfers(),
                        current,
                        random,
                        clock),
                new StopTransferFunction(http, exports, current, ports.transfers(), clock),
                new ResumeTransferFunction(http, exports, consents, ports.access(), ports.sealer(), current, clock),
                new ListFailuresFunction(http, current, ports.transfers()),
                new GetStatusFunction(
                        http,
                        ports.accounts(),
                        ports.timelines(),
                        eligibility,
                        ports.transfers(),
                        ports.archives(),
                        ports.ledger(),
                        clock),
                batch(ports, clock, uploads),
                new TransferTask(ports.transfers(), ports.queue(), clock));
    }

    private static TransferBatchFunction batch(Ports ports, Clock clock, Supplier<ExecutorService> uploads) {
        ItemUploader items = new ItemUploader(ports.bytes(), ports.library());
        BatchUploader uploader = new BatchUploader(ports.transfers(), ports.quota(), items, uploads, clock);
        BatchMover mover = new BatchMover(ports.transfers(), ports.gallery(), uploader, ports.library(), clock);
        return new TransferBatchFunction(
                new QueueEdge(),
                ports.transfers(),
                ports.queue(),
                ports.accounts(),
                ports.timelines(),
                ports.sealer(),
                ports.access(),
                mover,
                ports.refunds(),
                clock);
    }
}
