package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Fault;
import sundown.metrics.Metric;
import sundown.refund.PaymentBreaker.PaymentOutcome;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * Advances a refund as far as possible now. It saves the row before it asks the payment service, so that a row tells
 * when a refund may have been made. Two workers at once do no harm: only one of them can save.
 */
@Singleton
record RefundWorker(RefundLedger ledger, PaymentServices services, TimelineStore timelines, Clock clock) {
    private static final Logger LOG = Logger.getLogger(RefundWorker.class);

    private static final String NO_MONEY = "the payment service's account has too little money";

    /**
     * Opens the row of a fee, or makes the existing one due if it waits for refunds to begin and the trigger is
     * another. Reads the row again when another writer, for example a sweep, saved it meanwhile.
     */
    Refund open(Refund intent, Trigger trigger) {
        Refund row = ledger.open(intent);
        return RefundRules.hastened(row, trigger, clock.instant())
                .map(earlier -> ledger.save(earlier).orElseGet(() -> open(intent, trigger)))
                .orElse(row);
    }

    /** Opens the row of a fee, or makes the existing one due; returns false when it was due, or is past that. */
    boolean makeDue(Refund intent, Trigger trigger) {
        Optional<Refund> before = ledger.find(intent.charge());
        return !Optional.of(open(intent, trigger)).equals(before);
    }

    /**
     * Uses the dates of the group that the refund was recorded under, even if the user has moved. No refund goes on
     * while nothing is announced.
     */
    PaymentOutcome advance(Refund refund) {
        Timeline timeline = timelines.inForce();
        if (!timeline.announced()) {
            return PaymentOutcome.NOTHING;
        }
        RefundRules.Step step = RefundRules.next(refund, refundsBegin(refund, timeline), clock.instant());
        return switch (step) {
            case RefundRules.Step.Nothing _ -> PaymentOutcome.NOTHING;
            case RefundRules.Step.Save save -> {
                save(refund, save.changed());
                yield PaymentOutcome.POSTPONED;
            }
            case RefundRules.Step.Send _, RefundRules.Step.Look _, RefundRules.Step.Postpone _ ->
                take(refund, step) ? PaymentOutcome.DONE : PaymentOutcome.UNANSWERED;
        };
    }

    /** A refund of a group that is not in the timeline waits for nothing. */
    private static Instant refundsBegin(Refund refund, Timeline timeline) {
        return timeline.group(refund.group())
                .map(group -> group.dates().refundsBegin())
                .orElse(Instant.EPOCH);
    }

    /** Returns false when the payment service was asked and gave no answer, or has no money. */
    private boolean take(Refund refund, RefundRules.Step step) {
        return switch (step) {
            case RefundRules.Step.Send send -> send(refund, send);
            case RefundRules.Step.Look _ -> look(refund);
            case RefundRules.Step.Save save -> {
                save(refund, save.changed());
                yield true;
            }
            case RefundRules.Step.Postpone postpone -> {
                LOG.errorf("the refund of user %s waits for the operator: %s", refund.user(), NO_MONEY);
                Fault.WAITING_REFUNDS.report();
                save(refund, postpone.changed());
                yield false;
            }
            case RefundRules.Step.Nothing _ -> true;
        };
    }

    /** Reads the charge first: where that fails, the row does not say that a refund may have been made. */
    private boolean send(Refund refund, RefundRules.Step.Send send) {
        return asked(refund, () -> refused(refund), RefundRules::unread)
                .filter(refused -> ledger.save(send.sent())
                        .map(saved -> request(saved, refused, send.firstAt()))
                        .orElse(true))
                .isPresent();
    }

    private PaymentService service(Refund refund) {
        return services.at(refund.through());
    }

    private Optional<PaymentService.Answer> refused(Refund refund) {
        return service(refund).charge(refund.charge()).flatMap(charge -> RefundRules.refused(refund, charge));
    }

    private boolean request(Refund sent, Optional<PaymentService.Answer> refused, Instant firstAt) {
        return asked(
                        sent,
                        () -> refused.orElseGet(() -> service(sent).refund(sent.charge(), firstAt)),
                        RefundRules::unanswered)
                .filter(given -> take(sent, RefundRules.answered(sent, given, clock.instant())))
                .isPresent();
    }

    private boolean look(Refund refund) {
        return asked(refund, () -> service(refund).refunds(refund.charge()), RefundRules::unanswered)
                .filter(found -> take(refund, RefundRules.looked(refund, found, clock.instant())))
                .isPresent();
    }

    /**
     * Postpones a refund without asking the payment service, which is silent now. A refund under way is looked up
     * later, or becomes manual when its time is over; any other stays due.
     */
    PaymentOutcome leave(Refund refund) {
        Instant now = clock.instant();
        Refund left = RefundRules.isDue(refund, now) ? RefundRules.unanswered(refund, now) : refund;
        return !left.equals(refund) && save(refund, left) ? PaymentOutcome.POSTPONED : PaymentOutcome.NOTHING;
    }

    /** Without an answer, saves when to look again, or that people must resolve it. */
    private <T> Optional<T> asked(Refund refund, Supplier<T> question, BiFunction<Refund, Instant, Refund> unanswered) {
        try {
            return Optional.of(question.get());
        } catch (RetryableFailure setback) {
            LOG.warnf("the refund of user %s waits: %s", refund.user(), setback.getMessage());
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "the refund of user %s waits for the operator", refund.user());
            Fault.WAITING_REFUNDS.report();
        }
        save(refund, unanswered.apply(refund, clock.instant()));
        return Optional.empty();
    }

    private boolean save(Refund before, Refund changed) {
        Optional<Refund> saved = ledger.save(changed);
        saved.ifPresent(after -> {
            log(after);
            report(before, after);
        });
        return saved.isPresent();
    }

    private void report(Refund before, Refund after) {
        Metric.REFUNDS.report(after.state().name().name(), 1);
        RefundRules.uncertain(before, after, clock.instant()).ifPresent(Metric.REFUND_CERTAINTY::report);
    }

    private static void log(Refund saved) {
        switch (saved.state()) {
            case RefundState.Manual manual ->
                LOG.errorf("the refund of user %s is manual now: %s", saved.user(), manual.reason());
            case RefundState.Succeeded _ -> LOG.infof("the refund of user %s is made", saved.user());
            case RefundState.Pending _ -> LOG.infof("the refund of user %s is in hand", saved.user());
            case RefundState.Intent _ -> LOG.infof("the refund of user %s waits for its date", saved.user());
            case RefundState.Elsewhere _ -> LOG.infof("user %s has paid elsewhere", saved.user());
            case RefundState.Sent _ -> LOG.infof("the refund of user %s is looked up later", saved.user());
            case RefundState.Resolved _ -> LOG.infof("the refund of user %s is resolved", saved.user());
        }
    }

    /**
     * Records what the payment service says about a refund. Ignores a refund that is not ours or has no row. Reads the
     * row again when another writer saved it meanwhile.
     *
     * @return false when the state of the refund stays
     */
    boolean settle(PaymentService.PaidBack paidBack) {
        Optional<Refund> row = paidBack.ours() ? ledger.find(paidBack.charge()) : Optional.empty();
        return row.isPresent() && settled(row.get(), paidBack);
    }

    private boolean settled(Refund row, PaymentService.PaidBack paidBack) {
        Refund changed = RefundRules.settled(row, paidBack, clock.instant());
        if (!changed.equals(row) && !save(row, changed)) {
            return settle(paidBack);
        }
        return changed.state().name() != row.state().name();
    }
}
