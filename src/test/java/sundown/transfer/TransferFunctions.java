package sundown.transfer;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.Assembly;
import sundown.secret.SecretSealer;
import sundown.status.GetStatusFunction;
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
        return Assembly.of(TransferFunctions.class, ports, eligibility, clock, random, uploads);
    }
}
