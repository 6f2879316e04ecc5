package sundown.refund;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.RetryableFailure;
import sundown.refund.RefundLedger.Refund;
import sundown.timeline.TimelineStore;

/** Refunds one member's last fee; runs once per message of the refund queue. */
@Singleton
public record IssueRefundFunction(
        QueueEdge edge,
        AccountStore accounts,
        TimelineStore timelines,
        RefundWorker worker,
        PaymentBreaker breaker,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(IssueRefundFunction.class);

    /** Takes {@link RefundMessage}s. */
    @Funq("issue-refund")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, RefundMessage::read, this::issue);
    }

    private void issue(RefundMessage message) {
        Instant now = clock.instant();
        Optional<Account> account = accounts.find(message.user());
        account.flatMap(found -> timelines.inForce().groupOf(found.region()))
                .filter(group -> group.dates().opened(now))
                .flatMap(group -> account.flatMap(Account::membership)
                        .map(membership -> RefundRules.intent(message.user(), group, membership, now)))
                .ifPresentOrElse(
                        intent -> advance(worker.open(intent, message.trigger())),
                        () -> LOG.infof(
                                "user %s has nothing to be given back, or nothing ends for them", message.user()));
    }

    /** While the circuit breaker is open the row stays due and its message comes again. */
    private void advance(Refund refund) {
        Instant now = clock.instant();
        if (RefundRules.isDue(refund, now) && breaker.isOpen(refund.through(), now)) {
            throw new RetryableFailure("the payment service gives no answer, or has no money");
        }
        breaker.ask(refund.through(), refund.charge().value(), clock, () -> worker.advance(refund));
    }
}
