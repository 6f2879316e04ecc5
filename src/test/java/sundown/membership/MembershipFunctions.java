package sundown.membership;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.timeline.TimelineStore;

/**
 * The functions that end memberships, put together by hand over any ports: what the container does in a deployed
 * function.
 */
public record MembershipFunctions(CancelMembershipsFunction cancel, MembershipTask round, MembershipsEnd end) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            MembershipStore memberships,
            TimelineStore timelines,
            WalkStore walks,
            MessageQueue<MembershipMessage> queue,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds) {}

    /** Puts them together. */
    public static MembershipFunctions over(Ports ports, Clock clock) {
        MembershipEnding ending = new MembershipEnding(
                ports.accounts(), ports.memberships(), ports.timelines(), ports.ledger(), ports.refunds(), clock);
        MembershipWalker walker =
                new MembershipWalker(ports.memberships(), ending, ports.walks(), ports.queue(), clock);
        WalkStarter starter = new WalkStarter(ports.walks(), ports.queue(), clock);
        return new MembershipFunctions(
                new CancelMembershipsFunction(new QueueEdge(), ports.timelines(), ports.walks(), walker, clock),
                new MembershipTask(ports.timelines(), starter, clock),
                new MembershipsEnd(starter));
    }
}
