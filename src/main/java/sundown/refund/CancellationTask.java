package sundown.refund;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import sundown.account.SubscriptionId;
import sundown.edge.Correlation;
import sundown.failure.Waiting;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;

/**
 * Ends subscriptions that the walk has set aside, a few at once. After an unanswered request, it leaves the rest to the
 * next sweep: a silent payment service must not hold up the other tasks.
 */
@Singleton
public final class CancellationTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(CancellationTask.class);

    /** An attempt is three requests: together with refunds, this stays within what Stripe accepts from an account. */
    static final int AT_ONCE = 10;

    /** Leaves time for the other tasks, and for one attempt that waits for its answers. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    static final int MOST = 100;
    private static final String DOING = "ending subscriptions";

    private final CancellationLedger ledger;
    private final SubscriptionEnding ending;
    private final ExecutorService executor;
    private final Clock clock;

    @Inject
    CancellationTask(CancellationLedger ledger, SubscriptionEnding ending, Clock clock) {
        this(ledger, ending, threads(), clock);
    }

    CancellationTask(CancellationLedger ledger, SubscriptionEnding ending, ExecutorService executor, Clock clock) {
        this.ledger = ledger;
        this.ending = ending;
        this.executor = executor;
        this.clock = clock;
    }

    private static ExecutorService threads() {
        return Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("cancellation-", 0).factory());
    }

    @PreDestroy
    void close() {
        executor.close();
    }

    @Override
    public int run(SweepRun run) {
        Instant end = clock.instant().plus(LONGEST);
        List<SubscriptionId> due = run.due(most -> ledger.due(clock.instant(), most), MOST);
        int processed = 0;
        boolean answered = true;
        for (int first = 0; answered && first < due.size() && clock.instant().isBefore(end); first += AT_ONCE) {
            List<RefundWorker.Outcome> outcomes =
                    advance(run, due.subList(first, Math.min(first + AT_ONCE, due.size())));
            answered = !outcomes.contains(RefundWorker.Outcome.UNANSWERED);
            processed += Collections.frequency(outcomes, RefundWorker.Outcome.DONE);
        }
        return processed;
    }

    private List<RefundWorker.Outcome> advance(SweepRun run, List<SubscriptionId> some) {
        Correlation correlation = Correlation.current();
        List<Callable<RefundWorker.Outcome>> attempts = some.stream()
                .<Callable<RefundWorker.Outcome>>map(
                        subscription -> () -> correlation.during(() -> advance(run, subscription)))
                .toList();
        return Waiting.until(() -> executor.invokeAll(attempts), DOING).stream()
                .map(attempt -> Waiting.until(attempt::get, DOING))
                .toList();
    }

    /** The index may be behind the row. */
    private RefundWorker.Outcome advance(SweepRun run, SubscriptionId subscription) {
        return run.attempt(
                subscription,
                () -> ledger.find(subscription)
                        .filter(row -> CancellationRules.isDue(row, clock.instant()))
                        .map(ending::advance)
                        .orElse(RefundWorker.Outcome.NOTHING),
                RefundWorker.Outcome.NOTHING,
                failed -> LOG.errorf(failed, "a cancellation could not be processed"));
    }
}
