package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.Membership.ChargeId;
import sundown.account.PaidThrough;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.refund.RefundLedger.Refund;
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

    @Override
    public int run(SweepRun run) {
        List<ChargeId> listed = run.due(most -> ledger.listDue(clock.instant(), most), REFUNDS_PER_RUN);
        Map<PaidThrough, List<Refund>> due = several.map(listed, charge -> read(run, charge)).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Refund::through));
        return due.entrySet().stream()
                .mapToInt(service -> process(run, service.getKey(), service.getValue()))
                .sum();
    }

    private Optional<Refund> read(SweepRun run, ChargeId charge) {
        return attempt(run, charge, () -> ledger.find(charge), Optional.empty());
    }

    /** One worker asks until it is known whether the service answers: what is requested in an outage has a day left. */
    private int process(SweepRun run, PaidThrough service, List<Refund> due) {
        PaymentBreaker breaker = new PaymentBreaker();
        List<PaymentOutcome> outcomes = new ArrayList<>();
        while (outcomes.size() < due.size()
                && !outcomes.contains(PaymentOutcome.DONE)
                && !breaker.isOpen(service, clock.instant())) {
            outcomes.add(process(run, due.get(outcomes.size()), breaker));
        }
        outcomes.addAll(several.map(due.subList(outcomes.size(), due.size()), refund -> process(run, refund, breaker)));
        return Collections.frequency(outcomes, PaymentOutcome.DONE)
                + Collections.frequency(outcomes, PaymentOutcome.POSTPONED);
    }

    /** While the service is silent it is not asked, so there is time for all of them. */
    private PaymentOutcome process(SweepRun run, Refund refund, PaymentBreaker breaker) {
        boolean silent = breaker.isOpen(refund.through(), clock.instant());
        return run.isOver() && !silent
                ? PaymentOutcome.NOTHING
                : attempt(
                        run,
                        refund.charge(),
                        () -> silent
                                ? worker.leave(refund)
                                : breaker.ask(
                                        refund.through(), refund.charge().value(), clock, () -> worker.advance(refund)),
                        PaymentOutcome.NOTHING);
    }

    private static <T> T attempt(SweepRun run, ChargeId charge, Supplier<T> work, T failed) {
        return run.attempt(charge, work, failed, failure -> LOG.errorf(failure, "a refund could not be processed"));
    }
}
