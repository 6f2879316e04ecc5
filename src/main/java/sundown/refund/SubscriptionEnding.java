package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Fault;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.timeline.GroupId;

/**
 * Ends subscriptions at the payment service: looks first, asks, and looks again. The row is saved before the payment
 * service is asked, so the sweep ends what a worker could not.
 */
@Singleton
public record SubscriptionEnding(
        CancellationLedger ledger, PaymentServices services, PaymentBreaker breaker, Clock clock) {
    private static final Logger LOG = Logger.getLogger(SubscriptionEnding.class);

    /**
     * Records that a member's subscription is to end, and ends it. It is left to the sweep while the payment service is
     * silent.
     */
    public void end(UserId user, GroupId group, SubscriptionId subscription, PaidThrough through) {
        Instant now = clock.instant();
        Cancellation row = ledger.find(subscription)
                .orElseGet(() -> ledger.open(CancellationRules.due(user, group, subscription, through, now)));
        if (CancellationRules.isDue(row, now) && !breaker.isOpen(through, now)) {
            breaker.ask(through, subscription.value(), clock, () -> advance(row));
        }
    }

    /** Tries to end the subscription of a row that is due. */
    PaymentOutcome advance(Cancellation row) {
        Optional<SubscriptionStatus> found = ask(row);
        Cancellation changed = CancellationRules.after(row, found, clock.instant());
        if (ledger.save(changed)) {
            log(changed);
        }
        return found.isPresent() ? PaymentOutcome.DONE : PaymentOutcome.UNANSWERED;
    }

    private Optional<SubscriptionStatus> ask(Cancellation row) {
        PaymentService payments = services.at(row.through());
        try {
            SubscriptionStatus before = payments.subscription(row.subscription());
            if (before != SubscriptionStatus.RUNNING) {
                return Optional.of(before);
            }
            payments.end(row.subscription());
            return Optional.of(payments.subscription(row.subscription()));
        } catch (RetryableFailure setback) {
            LOG.warnf("the subscription of user %s is ended later: %s", row.user(), setback.getMessage());
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "the subscription of user %s is ended later", row.user());
        }
        return Optional.empty();
    }

    /** The fault of a subscription for people comes again each day. */
    private static void log(Cancellation saved) {
        switch (saved.state()) {
            case CancellationState.Ended _ -> LOG.infof("the subscription of user %s has ended", saved.user());
            case CancellationState.Due _ -> LOG.infof("the subscription of user %s is still to end", saved.user());
            case CancellationState.Manual manual -> {
                LOG.errorf("the subscription of user %s must be ended by people: %s", saved.user(), manual.reason());
                Fault.MANUAL_SUBSCRIPTIONS.report();
            }
        }
    }
}
