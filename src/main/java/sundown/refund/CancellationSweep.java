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
 * Ends subscriptions that could not be ended together with the membership, a few at once. After an unanswered request,
 * it leaves the rest to the next sweep: a silent payment service is not asked again and again.
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
        List<SubscriptionId> due = run.due(most -> ledger.listDue(clock.instant(), most), CANCELLATIONS_PER_RUN);
        int processed = 0;
        boolean answered = true;
        for (int first = 0; answered && first < due.size() && !run.isOver(); first += SeveralAtOnce.CONCURRENT_MAX) {
            List<SubscriptionId> some = due.subList(first, Math.min(first + SeveralAtOnce.CONCURRENT_MAX, due.size()));
            List<PaymentOutcome> outcomes = several.map(some, subscription -> advance(run, subscription));
            answered = !outcomes.contains(PaymentOutcome.UNANSWERED);
            processed += Collections.frequency(outcomes, PaymentOutcome.DONE);
        }
        return processed;
    }

    /** The index may be behind the row. */
    private PaymentOutcome advance(SweepRun run, SubscriptionId subscription) {
        return run.attempt(
                subscription,
                () -> ledger.find(subscription)
                        .filter(row -> CancellationRules.isDue(row, clock.instant()))
                        .map(ending::advance)
                        .orElse(PaymentOutcome.NOTHING),
                PaymentOutcome.NOTHING,
                failed -> LOG.errorf(failed, "a cancellation could not be processed"));
    }
}
