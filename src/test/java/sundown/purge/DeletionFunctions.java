package sundown.purge;

import java.time.Clock;
import sundown.closing.ClosingStore;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.hold.HoldStore;
import sundown.timeline.TimelineStore;

/** What deletes accounts, put together by hand over any ports: what the container does in a deployed function. */
public record DeletionFunctions(PurgeAccountFunction account, PurgeTask round) {

    /** What it reaches the world through. */
    public record Ports(
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            Plans plans,
            PurgeStore purges,
            ApprovalStore approvals,
            KillSwitch killSwitch,
            TrustedTime trusted,
            BucketListing listing,
            BucketDeletion deletion,
            AuditFiles files,
            UserRows rows,
            DeletionRecords records,
            MessageQueue<PurgeMessage> queue) {}

    /** Puts it together. */
    public static DeletionFunctions over(Ports ports, PurgeSettings settings, Clock clock) {
        PurgeGroups groups = new PurgeGroups(
                ports.timelines(),
                ports.closings(),
                ports.holds(),
                ports.plans(),
                ports.approvals(),
                ports.killSwitch(),
                ports.trusted(),
                clock);
        NamedEntries named = new NamedEntries(ports.files());
        PurgeEnding ending = new PurgeEnding(ports.plans(), ports.purges(), clock);
        AccountPurge accounts = new AccountPurge(
                new DeletionGate(ports.purges(), groups, ports.holds()),
                named,
                ports.listing(),
                new BatchDeletion(ports.deletion()),
                ports.rows(),
                new AccountRecord(
                        ports.records(),
                        ports.listing(),
                        new LaterPlan(ports.plans(), ports.purges(), ports.files()),
                        clock),
                ending,
                ports.queue(),
                clock);
        PurgeSteps steps = new PurgeSteps(
                new ManifestFile(ports.files()),
                new CanaryCheck(ports.listing(), named, ports.records(), new Parallelism(1)),
                ports.purges(),
                ports.queue(),
                ports.records(),
                ending);
        return new DeletionFunctions(
                new PurgeAccountFunction(new QueueEdge(), accounts),
                new PurgeTask(
                        ports.timelines(),
                        ports.purges(),
                        ports.approvals(),
                        groups,
                        ports.records(),
                        steps,
                        settings));
    }
}
