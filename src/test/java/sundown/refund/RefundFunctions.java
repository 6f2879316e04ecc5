package sundown.refund;

import java.time.Clock;
import sundown.account.AccountStore;
import sundown.edge.MessageQueue;
import sundown.runtime.Assembly;
import sundown.sweep.SeveralAtOnce;
import sundown.timeline.TimelineStore;

/** All functions of a refund, put together by hand over any ports: what the container does in a deployed function. */
public record RefundFunctions(
        IssueRefundFunction issue,
        PaymentWebhookFunction webhook,
        ListRefunds list,
        ResolveRefundFunction resolve,
        ResendRefundFunction resend,
        RefundSweep round,
        CancellationSweep cancellationRound,
        ListCancellations listCancellations) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            RefundLedger ledger,
            MessageQueue<RefundMessage> queue,
            ReportingService payments,
            CancellationLedger cancellations) {}

    /** Puts them together; one thing happens after the other. */
    public static RefundFunctions over(Ports ports, Clock clock) {
        return over(ports, new SeveralAtOnce(1), clock);
    }

    /** Puts them together over several payment services, of which the one in the ports sends webhooks. */
    public static RefundFunctions over(Ports ports, PaymentServices services, Clock clock) {
        return Assembly.of(RefundFunctions.class, ports, services, new SeveralAtOnce(1), clock);
    }

    /** Puts them together, with the threads of the sweep. */
    static RefundFunctions over(Ports ports, SeveralAtOnce several, Clock clock) {
        return Assembly.of(RefundFunctions.class, ports, several, clock);
    }
}
