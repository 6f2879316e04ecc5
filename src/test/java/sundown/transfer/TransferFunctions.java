package sundown.transfer;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.HttpEdge;
import sundown.edge.QueueEdge;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.refund.RefundLedger;
import sundown.refund.RefundQueue;
import sundown.secret.SecretSealer;
import sundown.status.GetStatusFunction;
import sundown.timeline.Exports;
import sundown.timeline.TimelineStore;

/** All functions of a transfer, put together by hand over any ports: what the container does in a deployed function. */
public record TransferFunctions(
        StartTransferFunction start,
        StopTransferFunction stop,
        ResumeTransferFunction resume,
        ListFailuresFunction failures,
        GetStatusFunction status,
        TransferBatchFunction batch,
        TransferTask round) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            GalleryIndex gallery,
            GalleryBytes bytes,
            SecretSealer sealer,
            LibraryAccess access,
            PhotoLibrary library,
            TransferStore transfers,
            TransferQueue queue,
            RequestQuota quota,
            ArchiveStore archives,
            RefundLedger ledger,
            RefundQueue refunds) {}

    /**
     * Puts them together.
     *
     * @param random makes the ids of transfers
     * @param uploads runs the uploads of a batch
     */
    public static TransferFunctions over(
            Ports ports, Eligibility eligibility, Clock clock, RandomGenerator random, ExecutorService uploads) {
        HttpEdge http = new HttpEdge();
        Exports exports = new Exports(ports.accounts(), ports.timelines(), clock);
        TransferChanges changes = new TransferChanges(ports.transfers(), ports.queue());
        return new TransferFunctions(
                new StartTransferFunction(
                        http,
                        exports,
                        eligibility,
                        ports.access(),
                        ports.gallery(),
                        ports.sealer(),
                        ports.transfers(),
                        changes,
                        new TransferIds(random),
                        clock),
                new StopTransferFunction(http, exports, ports.transfers(), clock),
                new ResumeTransferFunction(
                        http, exports, ports.access(), ports.sealer(), ports.transfers(), changes, clock),
                new ListFailuresFunction(http, ports.transfers()),
                new GetStatusFunction(
                        http,
                        ports.accounts(),
                        ports.timelines(),
                        eligibility,
                        ports.transfers(),
                        ports.archives(),
                        ports.ledger(),
                        clock),
                new TransferBatchFunction(new QueueEdge(), worker(ports, clock, uploads), clock),
                new TransferTask(ports.transfers(), ports.queue(), clock));
    }

    private static BatchWorker worker(Ports ports, Clock clock, ExecutorService uploads) {
        ItemUploader items = new ItemUploader(ports.bytes(), ports.library());
        BatchUploader uploader = new BatchUploader(ports.transfers(), ports.quota(), items, uploads, clock);
        BatchMover mover = new BatchMover(ports.transfers(), ports.gallery(), uploader, ports.library(), clock);
        return new BatchWorker(
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
