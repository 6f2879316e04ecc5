package sundown.certificate;

import java.time.Clock;
import sundown.closing.ClosingStore;
import sundown.hold.HoldStore;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketListing;
import sundown.purge.DeletionRecords;
import sundown.purge.KillSwitch;
import sundown.purge.Parallelism;
import sundown.purge.Plans;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/** The function that certifies, put together by hand over any ports: what the container does in a deployed function. */
public final class CertificateFunctions {
    private CertificateFunctions() {}

    /** What the function reaches the world through. */
    public record Ports(
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            BucketListing buckets,
            AuditFiles files,
            DeletionRecords records,
            UserRows rows,
            ReceiptStore receipts,
            CertificateChain chain) {}

    /** Puts it together. */
    public static CertifyPurgeFunction over(Ports ports, PurgeSettings settings, Clock clock) {
        return Assembly.of(CertifyPurgeFunction.class, ports, settings, clock, new Parallelism(1));
    }
}
