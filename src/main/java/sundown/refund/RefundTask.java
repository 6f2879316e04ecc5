package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import sundown.account.ChargeId;
import sundown.edge.Correlation;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.failure.Waiting;
import sundown.sweep.SweepTask;

/**
 * The sweep of the refunds: makes those whose date has come, and brings those that are under way to an end, several at
 * once when the payment service is known to answer. Where it gives none it is not asked for each: else a day of silence
 * would keep the sweep from everything else, rows from people when their time is over, and others from staying due. Nor
 * does what it did not answer count as seen to: else the sweep would come back at once and ask for two others, and two
 * others, for as long as it lasts.
 */
@Singleton
public final class RefundTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(RefundTask.class);

    /**
     * With the twenty of {@code issue-refund}, and the request that each refund's webhook leads to, what Stripe takes
     * from an account: 100 a second.
     *
     * @see <a href="https://docs.stripe.com/rate-limits">rate limits</a>
     */
    static final int AT_ONCE = 10;

    private static final int MOST = 500;
    private static final String DOING = "seeing to refunds";

    /** The other rounds have their time, too; a call that waits for its answer may come on top. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RefundLedger ledger;
    private final RefundWorker worker;
    private final ExecutorService executor;
    private final Clock clock;

    RefundTask(RefundLedger ledger, RefundWorker worker, @ForRefunds ExecutorService executor, Clock clock) {
        this.ledger = ledger;
        this.worker = worker;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public int run() {
        List<ChargeId> due = ledger.due(clock.instant(), MOST);
        RefundPass pass = new RefundPass(due, clock.instant().plus(LONGEST));
        seeToEach(pass, pass::knowsWhetherThereAreAnswers);
        Correlation correlation = Correlation.current();
        Callable<Object> work = Executors.callable(() -> correlation.run(() -> seeToEach(pass, () -> false)));
        List<Callable<Object>> workers = Collections.nCopies(Math.min(AT_ONCE, due.size()), work);
        Waiting.until(() -> executor.invokeAll(workers), DOING).forEach(ended -> Waiting.until(ended::get, DOING));
        return pass.seenTo();
    }

    private void seeToEach(RefundPass pass, BooleanSupplier enough) {
        Optional<ChargeId> next = pass.next(clock.instant());
        while (next.isPresent()) {
            pass.hear(seeTo(next.get(), pass.silent()));
            next = enough.getAsBoolean() ? Optional.empty() : pass.next(clock.instant());
        }
    }

    /** One row that cannot be seen to keeps no other waiting; it is due again at the next sweep. */
    private RefundWorker.Outcome seeTo(ChargeId charge, boolean silence) {
        try {
            Optional<Refund> row = ledger.find(charge);
            return row.map(refund -> silence ? worker.leave(refund) : worker.advance(refund))
                    .orElse(RefundWorker.Outcome.NOTHING);
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "a refund could not be seen to");
            return RefundWorker.Outcome.NOTHING;
        }
    }
}
