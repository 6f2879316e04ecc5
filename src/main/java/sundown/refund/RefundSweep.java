package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import sundown.account.Membership.ChargeId;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;

/**
 * Processes refunds that are due: sends those at their date and follows up those under way, several at once while the
 * payment service answers.
 *
 * <p>When it does not answer, the task stops asking for each refund, so that an outage does not cost all its time, and
 * each row still becomes manual when its time is over. Unanswered refunds do not count as processed; otherwise the
 * sweep would start over at once for as long as the outage lasts.
 */
@Singleton
public record RefundSweep(RefundLedger ledger, RefundWorker worker, SeveralAtOnce several, Clock clock)
        implements SweepTask {
    private static final Logger LOG = Logger.getLogger(RefundSweep.class);

    static final int REFUNDS_PER_RUN = 500;

    @Override
    public TaskName name() {
        return TaskName.REFUNDS;
    }

    @Override
    public int run(SweepRun run) {
        List<ChargeId> due = run.due(most -> ledger.listDue(clock.instant(), most), REFUNDS_PER_RUN);
        Pass pass = new Pass(due, run::isOver);
        int alone = work(run, pass, pass::knowsWhetherItIsAnswered);
        List<Pass> workers = Collections.nCopies(Math.min(SeveralAtOnce.CONCURRENT_MAX, due.size()), pass);
        return several.map(workers, shared -> work(run, shared, () -> false)).stream()
                .reduce(alone, Integer::sum);
    }

    /** Returns how many refunds were processed. */
    private int work(SweepRun run, Pass pass, BooleanSupplier enough) {
        int processed = 0;
        Optional<ChargeId> next = pass.next();
        while (next.isPresent()) {
            PaymentOutcome outcome = process(run, next.get(), pass.silent());
            pass.record(outcome);
            processed += outcome == PaymentOutcome.DONE ? 1 : 0;
            next = enough.getAsBoolean() ? Optional.empty() : pass.next();
        }
        return processed;
    }

    private PaymentOutcome process(SweepRun run, ChargeId charge, boolean silent) {
        return run.attempt(
                charge,
                () -> ledger.find(charge)
                        .map(refund -> silent ? worker.leave(refund) : worker.advance(refund))
                        .orElse(PaymentOutcome.NOTHING),
                PaymentOutcome.NOTHING,
                failed -> LOG.errorf(failed, "a refund could not be processed"));
    }

    /** One pass over the due refunds: hands each out once, to several workers. */
    private static final class Pass {
        private final Iterator<ChargeId> due;
        private final BooleanSupplier over;
        private boolean answered;
        private int unanswered;
        private boolean silent;

        /** @param over true when no more refunds that need the payment service are to be handed out */
        Pass(List<ChargeId> due, BooleanSupplier over) {
            this.due = due.iterator();
            this.over = over;
        }

        /**
         * The next refund. While the payment service is silent it is not asked, so there is time for all of them; after
         * one unanswered request the pass goes on until it knows whether the service is silent.
         */
        synchronized Optional<ChargeId> next() {
            return due.hasNext() && (silent || unanswered > 0 || !over.getAsBoolean())
                    ? Optional.of(due.next())
                    : Optional.empty();
        }

        synchronized void record(PaymentOutcome outcome) {
            switch (outcome) {
                case NOTHING -> {}
                case DONE -> {
                    answered = true;
                    unanswered = 0;
                }
                case UNANSWERED -> {
                    unanswered++;
                    silent = silent || unanswered == RefundWorker.SILENCE_FAILURES;
                }
            }
        }

        /** Until this is true only one worker asks: a refund requested during an outage has a day to become certain. */
        synchronized boolean knowsWhetherItIsAnswered() {
            return answered || silent;
        }

        synchronized boolean silent() {
            return silent;
        }
    }
}
