package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * Takes a refund as far as it goes now. The row is saved before the payment service is asked, so that whoever finds it
 * knows that it may have been; two workers at once do no harm, for only one of them can save.
 */
@Singleton
final class RefundWorker {
    private static final Logger LOG = Logger.getLogger(RefundWorker.class);

    private final RefundLedger ledger;
    private final PaymentService payments;
    private final Clock clock;

    RefundWorker(RefundLedger ledger, PaymentService payments, Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * Takes it on.
     *
     * @param refundBy the group's refund date as it is now
     * @return true when something was done
     */
    boolean advance(Refund refund, Instant refundBy) {
        RefundRules.Step step = RefundRules.next(refund, refundBy, clock.instant());
        take(refund, step);
        return !(step instanceof RefundRules.Step.Nothing);
    }

    private void take(Refund refund, RefundRules.Step step) {
        switch (step) {
            case RefundRules.Step.Send send -> ledger.save(send.sent()).ifPresent(this::send);
            case RefundRules.Step.Look ignored -> look(refund);
            case RefundRules.Step.Save save -> save(save.changed());
            case RefundRules.Step.Nothing ignored -> {}
        }
    }

    private void send(Refund sent) {
        Optional<PaymentService.Answer> answer = asked(sent, () -> payments.refund(sent.charge()));
        answer.ifPresent(given -> take(sent, RefundRules.answered(sent, given, clock.instant())));
    }

    private void look(Refund refund) {
        Optional<List<PaidBack>> found = asked(refund, () -> payments.refunds(refund.charge()));
        found.ifPresent(refunds -> take(refund, RefundRules.looked(refund, refunds, clock.instant())));
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
                LOG.errorf("the refund of user %s needs people: %s", saved.user(), manual.reason());
            case RefundState.Succeeded ignored -> LOG.infof("the refund of user %s is made", saved.user());
            case RefundState.Pending ignored -> LOG.infof("the refund of user %s is in hand", saved.user());
            case RefundState.Intent ignored -> LOG.infof("the refund of user %s waits for its date", saved.user());
            case RefundState.Sent ignored -> LOG.infof("the refund of user %s is not certain yet", saved.user());
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
