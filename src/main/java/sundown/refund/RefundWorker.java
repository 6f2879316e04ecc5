package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.timeline.TimelineStore;

/**
 * Takes a refund as far as it goes now. The row is saved before the payment service is asked, so that whoever finds it
 * knows that it may have been; two workers at once do no harm, for only one of them can save.
 */
@Singleton
final class RefundWorker {
    private static final Logger LOG = Logger.getLogger(RefundWorker.class);
    private static final String NO_MONEY = "the payment service's account has too little money";

    private final RefundLedger ledger;
    private final PaymentService payments;
    private final TimelineStore timelines;
    private final Clock clock;

    RefundWorker(RefundLedger ledger, PaymentService payments, TimelineStore timelines, Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** What came of taking a refund on. */
    enum Outcome {
        /** Nothing is to be done, or not yet. */
        NOTHING,
        /** Something was done. */
        DONE,
        /** The payment service was asked and gave no answer, none that can be relied on, or that it has no money. */
        UNANSWERED
    }

    /** Takes it on, by the refund date of the group under which it was put down, wherever its user belongs since. */
    Outcome advance(Refund refund) {
        RefundRules.Step step = RefundRules.next(refund, refundBy(refund), clock.instant());
        if (step instanceof RefundRules.Step.Nothing) {
            return Outcome.NOTHING;
        }
        return take(refund, step) ? Outcome.DONE : Outcome.UNANSWERED;
    }

    /** A group that has gone from the timeline keeps nobody's money. */
    private Instant refundBy(Refund refund) {
        return timelines
                .inForce()
                .group(refund.group())
                .map(group -> group.dates().refundBy())
                .orElse(Instant.EPOCH);
    }

    /** False when the payment service was asked and gave no answer, or has no money. */
    private boolean take(Refund refund, RefundRules.Step step) {
        return switch (step) {
            case RefundRules.Step.Send send ->
                ledger.save(send.sent())
                        .map(saved -> send(saved, send.firstAt()))
                        .orElse(true);
            case RefundRules.Step.Look ignored -> look(refund);
            case RefundRules.Step.Save save -> {
                save(save.changed());
                yield true;
            }
            case RefundRules.Step.Postpone postpone -> {
                LOG.errorf("the refund of user %s waits for the operator: %s", refund.user(), NO_MONEY);
                save(postpone.changed());
                yield false;
            }
            case RefundRules.Step.Nothing ignored -> true;
        };
    }

    private boolean send(Refund sent, Instant firstAt) {
        return asked(sent, () -> payments.refund(sent.charge(), firstAt))
                .filter(given -> take(sent, RefundRules.answered(sent, given, clock.instant())))
                .isPresent();
    }

    private boolean look(Refund refund) {
        return asked(refund, () -> payments.refunds(refund.charge()))
                .filter(found -> take(refund, RefundRules.looked(refund, found, clock.instant())))
                .isPresent();
    }

    /**
     * Leaves it, because the payment service gives no answer to anybody now: what is under way is looked after later,
     * or by people when its time is over; what is not stays due.
     */
    Outcome leave(Refund refund) {
        Refund left = RefundRules.unanswered(refund, clock.instant());
        return !left.equals(refund) && save(left) ? Outcome.DONE : Outcome.NOTHING;
    }

    /** Nothing when there was no answer; the row then says when to look again, or that people must. */
    private <T> Optional<T> asked(Refund refund, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RetryableFailure setback) {
            LOG.warnf("the refund of user %s waits: %s", refund.user(), setback.getMessage());
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "the refund of user %s waits for the operator", refund.user());
        }
        save(RefundRules.unanswered(refund, clock.instant()));
        return Optional.empty();
    }

    private boolean save(Refund changed) {
        Optional<Refund> saved = ledger.save(changed);
        saved.ifPresent(RefundWorker::log);
        return saved.isPresent();
    }

    private static void log(Refund saved) {
        switch (saved.state()) {
            case RefundState.Manual manual ->
                LOG.errorf("the refund of user %s is with people now: %s", saved.user(), manual.reason());
            case RefundState.Succeeded ignored -> LOG.infof("the refund of user %s is made", saved.user());
            case RefundState.Pending ignored -> LOG.infof("the refund of user %s is in hand", saved.user());
            case RefundState.Intent ignored -> LOG.infof("the refund of user %s waits for its date", saved.user());
            case RefundState.Sent ignored -> LOG.infof("the refund of user %s is looked after later", saved.user());
            case RefundState.Resolved ignored -> LOG.infof("the refund of user %s is resolved", saved.user());
        }
    }

    /**
     * Takes over what the payment service says of a refund; nothing when it is not ours, or the ledger has no such row.
     * Should somebody else save the row at the same moment, it is told to what he saved.
     */
    void settle(PaidBack paidBack) {
        Optional<Refund> row = paidBack.ours() ? ledger.find(paidBack.charge()) : Optional.empty();
        while (row.isPresent() && !settled(row.get(), paidBack)) {
            row = ledger.find(paidBack.charge());
        }
    }

    private boolean settled(Refund row, PaidBack paidBack) {
        Refund changed = RefundRules.settled(row, paidBack, clock.instant());
        return changed.equals(row) || save(changed);
    }
}
