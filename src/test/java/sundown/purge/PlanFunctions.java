package sundown.purge;

import java.time.Clock;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.closing.ClosingStore;
import sundown.edge.MessageQueue;
import sundown.edge.OperatorEdge;
import sundown.edge.QueueEdge;
import sundown.hold.HoldStore;
import sundown.membership.MembershipStore;
import sundown.timeline.TimelineStore;

/**
 * The functions that plan a purge, put together by hand over any ports: what the container does in a deployed function.
 */
public record PlanFunctions(PlanPurgeFunction plan, WriteManifestFunction write) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            HoldStore holds,
            Drained drained,
            BucketListing buckets,
            AuditFiles files,
            PlanStore plans,
            MessageQueue<PlanMessage> queue) {}

    /** Puts them together. */
    public static PlanFunctions over(Ports ports, Clock clock, RandomGenerator random) {
        AccountLister lister = new AccountLister(
                ports.accounts(), ports.timelines(), ports.holds(), ports.buckets(), ports.files(), clock);
        ManifestPages pages = new ManifestPages(ports.memberships(), ports.buckets(), lister, ports.files());
        return new PlanFunctions(
                new PlanPurgeFunction(
                        new OperatorEdge(),
                        new ClosedGroups(ports.timelines(), ports.drained(), clock),
                        new PlanStart(ports.plans(), ports.timelines(), ports.holds(), ports.queue(), clock, random)),
                new WriteManifestFunction(
                        new QueueEdge(),
                        ports.plans(),
                        new PlanWalker(pages, ports.plans(), ports.queue(), clock),
                        new ManifestWriter(ports.files(), ports.plans())));
    }

    /** What tells them whether a group is drained. */
    public static Drained drained(TimelineStore timelines, ClosingStore closings) {
        return new DrainedGroups(timelines, closings);
    }
}
