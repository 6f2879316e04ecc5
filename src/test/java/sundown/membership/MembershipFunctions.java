package sundown.membership;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.JobStore;
import sundown.refund.CancellationLedger;
import sundown.refund.PaymentServices;
import sundown.refund.RefundLedger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundsBegin;
import sundown.refund.ReportingService;
import sundown.runtime.Assembly;
import sundown.timeline.RefundLead;
import sundown.timeline.TimelineStore;

/**
 * The functions that end memberships, put together by hand over any ports: what the container does in a deployed
 * function.
 */
public record MembershipFunctions(CancelMembershipsFunction cancel, MembershipsEnd end, RefundsBegin dates) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            MembershipStore memberships,
            GroupUsers users,
            TimelineStore timelines,
            JobStore jobs,
            MessageQueue<ChunkMessage> queue,
            RefundLedger ledger,
            MessageQueue<RefundMessage> refunds,
            CancellationLedger cancellations,
            ReportingService payments) {}

    /** Puts them together. */
    public static MembershipFunctions over(Ports ports, GroupChunks chunks, Clock clock) {
        return Assembly.of(MembershipFunctions.class, ports, chunks, clock);
    }

    /** Puts them together over several payment services, with refunds that take time. */
    public static MembershipFunctions over(
            Ports ports, PaymentServices services, RefundLead lead, GroupChunks chunks, Clock clock) {
        return Assembly.of(MembershipFunctions.class, ports, services, lead, chunks, clock);
    }
}
