package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * <p>When the payment service does not answer, the task stops asking for each refund, so that an outage does not cost
 * all its time. A refund that was requested still becomes manual when its time is over.
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

    /** One worker asks until it is known whether the service answers: what is requested in an outage has a day left. */
    @Override
    public int run(SweepRun run) {
        List<ChargeId> due = run.due(most -> ledger.listDue(clock.instant(), most), REFUNDS_PER_RUN);
        PaymentBreaker breaker = new PaymentBreaker();
        List<PaymentOutcome> outcomes = new ArrayList<>();
        while (outcomes.size() < due.size()
                && !outcomes.contains(PaymentOutcome.DONE)
                && !breaker.isOpen(clock.instant())) {
            outcomes.add(process(run, due.get(outcomes.size()), breaker));
        }
        outcomes.addAll(several.map(due.subList(outcomes.size(), due.size()), charge -> process(run, charge, breaker)));
        return Collections.frequency(outcomes, PaymentOutcome.DONE)
                + Collections.frequency(outcomes, PaymentOutcome.POSTPONED);
    }

    /** While the service is silent it is not asked, so there is time for all of them. */
    private PaymentOutcome process(SweepRun run, ChargeId charge, PaymentBreaker breaker) {
        boolean silent = breaker.isOpen(clock.instant());
        return run.isOver() && !silent
                ? PaymentOutcome.NOTHING
                : run.attempt(
                        charge,
                        () -> ledger.find(charge)
                                .map(refund -> silent
                                        ? worker.leave(refund)
                                        : breaker.ask(refund.charge().value(), clock, () -> worker.advance(refund)))
                                .orElse(PaymentOutcome.NOTHING),
                        PaymentOutcome.NOTHING,
                        failed -> LOG.errorf(failed, "a refund could not be processed"));
    }
}
