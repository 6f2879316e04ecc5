package sundown.simulation.cloud;

import sundown.account.AccountStore;
import sundown.account.ReachStore;
import sundown.edge.MessageQueue;
import sundown.gallery.GalleryIndex;
import sundown.operator.CallRecords;
import sundown.receipt.ReceiptStore;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.secret.SecretSealer;
import sundown.timeline.TimelineStore;

/** The ports through which several parts of the cloud reach the world. */
public record SharedPorts(
        AccountStore accounts,
        TimelineStore timelines,
        GalleryIndex index,
        SecretSealer sealer,
        ReceiptStore receipts,
        ReachStore reaches,
        RefundLedger ledger,
        MessageQueue<RefundMessage> refunds,
        CallRecords calls) {}
