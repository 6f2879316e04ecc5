package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.Membership.SubscriptionId;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;

/**
 * Ends subscriptions that could not be ended together with the membership, a few at once. After two unanswered
 * requests, it leaves the rest to the next sweep: a silent payment service is not asked again and again.
 */
@Singleton
public record CancellationSweep(
        CancellationLedger ledger, SubscriptionEnding ending, SeveralAtOnce several, Clock clock) implements SweepTask {
    private static final Logger LOG = Logger.getLogger(CancellationSweep.class);

    static final int CANCELLATIONS_PER_RUN = 100;

    @Override
    public TaskName name() {
        return TaskName.CANCELLATIONS;
    }

    @Override
    public int run(SweepRun run) {
        PaymentBreaker breaker = new PaymentBreaker();
        List<SubscriptionId> due = run.due(most -> ledger.listDue(clock.instant(), most), CANCELLATIONS_PER_RUN);
        return Collections.frequency(
                several.map(due, subscription -> process(run, subscription, breaker)), PaymentOutcome.DONE);
    }

    /** The index may be behind the row. */
    private PaymentOutcome process(SweepRun run, SubscriptionId subscription, PaymentBreaker breaker) {
        return run.isOver()
                ? PaymentOutcome.NOTHING
                : run.attempt(
                        subscription,
                        () -> ledger.find(subscription)
                                .filter(row -> CancellationRules.isDue(row, clock.instant()))
                                .filter(row -> !breaker.isOpen(row.through(), clock.instant()))
                                .map(row -> breaker.ask(
                                        row.through(), row.subscription().value(), clock, () -> ending.advance(row)))
                                .orElse(PaymentOutcome.NOTHING),
                        PaymentOutcome.NOTHING,
                        failed -> LOG.errorf(failed, "a cancellation could not be processed"));
    }
}
