package sundown.purge;

import java.time.Clock;
import sundown.closing.ClosingStore;
import sundown.edge.OperatorEdge;
import sundown.hold.HoldStore;
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
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            AuditFiles files) {}

    /** Puts them together. */
    public static PurgeFunctions over(Ports ports, PurgeSettings settings, Clock clock) {
        OperatorEdge edge = new OperatorEdge();
        PurgeGroups groups = new PurgeGroups(
                ports.timelines(),
                ports.closings(),
                ports.holds(),
                ports.plans(),
                ports.approvals(),
                ports.killSwitch(),
                ports.trusted(),
                clock);
        return new PurgeFunctions(
                new ApprovePurgeFunction(
                        edge, groups, ports.purges(), ports.approvals(), new ManifestFile(ports.files()), settings),
                new AbortPurgeFunction(edge, groups, ports.plans(), ports.purges(), clock),
                new GetPurgeFunction(edge, groups, ports.purges(), ports.killSwitch()),
                new StopPurgesFunction(edge, ports.killSwitch(), clock),
                new AllowPurgesFunction(edge, ports.killSwitch(), clock),
                groups);
    }
}
