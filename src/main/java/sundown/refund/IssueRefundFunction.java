package sundown.refund;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.RetryableFailure;
import sundown.refund.RefundLedger.Refund;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** Refunds one member's last fee; runs once per message of the refund queue. */
@Singleton
public final class IssueRefundFunction {
    private static final Logger LOG = Logger.getLogger(IssueRefundFunction.class);

    private final QueueEdge edge;
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final RefundWorker worker;
    private final Clock clock;
    private final PaymentBreaker breaker = new PaymentBreaker();

    IssueRefundFunction(
            QueueEdge edge, AccountStore accounts, TimelineStore timelines, RefundWorker worker, Clock clock) {
        this.edge = edge;
        this.accounts = accounts;
        this.timelines = timelines;
        this.worker = worker;
        this.clock = clock;
    }

    /** Takes {@link RefundMessage}s. */
    @Funq("issue-refund")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, RefundMessage::read, this::issue);
    }

    private void issue(RefundMessage message) {
        Optional<Account> account = accounts.find(message.user());
        Optional<Membership> membership = account.flatMap(Account::membership);
        Optional<Group> group = account.flatMap(found -> timelines.inForce().groupOf(found.region()))
                .filter(ending -> ending.dates().opened(clock.instant()));
        if (membership.isEmpty() || group.isEmpty()) {
            LOG.infof("user %s has nothing to be given back, or nothing ends for them", message.user());
            return;
        }
        issue(message, membership.get(), group.get());
    }

    private void issue(RefundMessage message, Membership membership, Group group) {
        Instant now = clock.instant();
        Instant refundBy = group.dates().refundBy();
        Refund intent = RefundRules.intent(message.user(), group.id(), membership, refundBy, now);
        advance(worker.open(intent, message.trigger()));
    }

    /** While the circuit breaker is open the row stays due and its message comes again. */
    private void advance(Refund refund) {
        Instant now = clock.instant();
        if (RefundRules.isDue(refund, now) && breaker.isOpen(now)) {
            throw new RetryableFailure("the payment service gives no answer, or has no money");
        }
        breaker.record(worker.advance(refund), refund.charge().value(), clock.instant());
    }
}
