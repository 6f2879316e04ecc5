package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.account.SubscriptionId;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;

/**
 * Ends subscriptions that could not be ended together with the membership, a few at once. After an unanswered request,
 * it leaves the rest to the next sweep: a silent payment service is not asked again and again.
 */
@Singleton
public final class CancellationSweep implements SweepTask {
    private static final Logger LOG = Logger.getLogger(CancellationSweep.class);

    static final int MOST = 100;

    private final CancellationLedger ledger;
    private final SubscriptionEnding ending;
    private final SeveralAtOnce several;
    private final Clock clock;

    CancellationSweep(CancellationLedger ledger, SubscriptionEnding ending, SeveralAtOnce several, Clock clock) {
        this.ledger = ledger;
        this.ending = ending;
        this.several = several;
        this.clock = clock;
    }

    @Override
    public TaskName name() {
        return TaskName.CANCELLATIONS;
    }

    @Override
    public int run(SweepRun run) {
        List<SubscriptionId> due = run.due(most -> ledger.due(clock.instant(), most), MOST);
        int processed = 0;
        boolean answered = true;
        for (int first = 0; answered && first < due.size() && !run.over(); first += SeveralAtOnce.MOST) {
            List<SubscriptionId> some = due.subList(first, Math.min(first + SeveralAtOnce.MOST, due.size()));
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
