package sundown.transfer;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.account.ReachStore;
import sundown.archive.ArchiveStore;
import sundown.contract.SampleTransfers;
import sundown.edge.MessageQueue;
import sundown.failure.CircuitBreaker;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryOrders;
import sundown.media.AddedDates;
import sundown.receipt.ReceiptStore;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.Assembly;
import sundown.secret.SecretSealer;
import sundown.status.GetStatusFunction;
import sundown.sweep.SeveralAtOnce;
import sundown.timeline.TimelineStore;
import sundown.transfer.InventoryRules.CountSettings;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer.TransferMessage;

/** All functions of a transfer over any ports, wired by hand as the container wires a deployed function. */
public record TransferFunctions(
        StartTransferFunction start,
        StopTransferFunction stop,
        ResumeTransferFunction resume,
        ListItemsFunction items,
        GetStatusFunction status,
        CountGalleryFunction count,
        TransferBatchFunction batch,
        TransferSweep round,
        InventorySweep countRound) {

    /** An album that does not become one at the library. */
    public static final String SYSTEM_ALBUM = "Camera";

    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            GalleryIndex gallery,
            GalleryOrders orders,
            GalleryBytes bytes,
            SecretSealer sealer,
            LibraryAccess access,
            PhotoLibrary library,
            TransferStore transfers,
            MessageQueue<TransferMessage> queue,
            InventoryStore inventories,
            MessageQueue<InventoryMessage> counts,
            RequestQuota quota,
            BreakerStore breaker,
            ArchiveStore archives,
            ReceiptStore receipts,
            ReachStore reaches,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds) {}

    /**
     * Wires them.
     *
     * @param counting how far a run counts
     * @param random makes the ids of transfers
     * @param uploads runs the uploads of a batch
     */
    public static TransferFunctions over(
            Ports ports,
            Eligibility eligibility,
            CountSettings counting,
            Clock clock,
            RandomGenerator random,
            Supplier<ExecutorService> uploads) {
        return over(ports, eligibility, counting, LibraryBreaker.RULE, clock, random, uploads);
    }

    /**
     * Wires them in the same way.
     *
     * @param silence when the library is taken for silent
     */
    public static TransferFunctions over(
            Ports ports,
            Eligibility eligibility,
            CountSettings counting,
            CircuitBreaker.Rule silence,
            Clock clock,
            RandomGenerator random,
            Supplier<ExecutorService> uploads) {
        return Assembly.of(
                TransferFunctions.class,
                ports,
                eligibility,
                counting,
                SampleTransfers.OFFERS,
                silence,
                new SeveralAtOnce(1),
                new AddedDates(true),
                new Albums(Set.of(SYSTEM_ALBUM)),
                clock,
                random,
                uploads);
    }
}
