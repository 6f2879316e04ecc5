package sundown.purge.deletion;

import java.time.Clock;
import sundown.edge.MessageQueue;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.JobStore;
import sundown.job.TestChunks;
import sundown.purge.approval.AbortPurgeFunction;
import sundown.purge.approval.AllowPurgesFunction;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.ApprovePurgeFunction;
import sundown.purge.approval.KillSwitch;
import sundown.purge.approval.PurgeGroups;
import sundown.purge.approval.PurgeSettings;
import sundown.purge.approval.PurgeStore;
import sundown.purge.approval.StopPurgesFunction;
import sundown.purge.approval.TrustedTime;
import sundown.purge.certificate.GetPurgeFunction;
import sundown.purge.close.ClosingStore;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.PlanStore;
import sundown.purge.plan.Plans;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/**
 * The operators' functions of a purge, put together by hand over any ports: what the container does in a deployed
 * function.
 */
public record PurgeFunctions(
        ApprovePurgeFunction approve,
        AbortPurgeFunction abort,
        GetPurgeFunction get,
        StopPurgesFunction stop,
        AllowPurgesFunction allow,
        PurgeGroups groups) {

    /** What the functions reach the world through. */
    public record Ports(
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PlanStore planning,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            AuditFiles files,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue) {}

    /** Puts them together. */
    public static PurgeFunctions over(Ports ports, PurgeSettings settings, Clock clock) {
        return Assembly.of(PurgeFunctions.class, ports, settings, TestChunks.FEW, clock);
    }
}
