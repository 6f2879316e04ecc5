package sundown.certificate;

import java.time.Clock;
import sundown.closing.ClosingStore;
import sundown.edge.OperatorEdge;
import sundown.hold.HoldStore;
import sundown.purge.ApprovalStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketListing;
import sundown.purge.DeletionRecords;
import sundown.purge.KillSwitch;
import sundown.purge.Parallelism;
import sundown.purge.Plans;
import sundown.purge.PurgeFunctions;
import sundown.purge.PurgeSettings;
import sundown.purge.PurgeStore;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
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
            CertificateChain chain) {}

    /** Puts it together. */
    public static CertifyPurgeFunction over(Ports ports, PurgeSettings settings, Clock clock) {
        PurgeFunctions.Ports purge = new PurgeFunctions.Ports(
                ports.timelines(),
                ports.closings(),
                ports.holds(),
                ports.plans(),
                ports.purges(),
                ports.approvals(),
                ports.killSwitch(),
                ports.trusted(),
                ports.files());
        Inspection inspection = new Inspection(
                new Leftovers(ports.buckets()),
                new Comparison(ports.records(), ports.rows(), new Parallelism(1)),
                new PlansDone(ports.files(), ports.records()),
                ports.holds(),
                ports.files());
        return new CertifyPurgeFunction(
                new OperatorEdge(),
                PurgeFunctions.over(purge, settings, clock).groups(),
                ports.purges(),
                inspection,
                new CertificateMaker(ports.timelines(), ports.killSwitch()),
                new CertificateIssue(ports.chain(), ports.files()),
                ports.files());
    }
}
