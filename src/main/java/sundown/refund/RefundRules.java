package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.failure.Backoff;
import sundown.operator.Operator;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/**
 * Decides each step of a refund: pure. At most one refund is made for a charge: the row is saved before the payment
 * service is asked, and the request is never repeated once the payment service may have forgotten its idempotency key.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">idempotent requests</a>
 */
public final class RefundRules {
    /** If the result is unknown for so long after the first request, people must resolve it. */
    public static final Duration UNCERTAIN_MAX = Duration.ofHours(24);

    /** Idempotency keys live for at least a day; an hour is kept for slow networks and clock differences. */
    public static final Duration RESEND_MAX = Duration.ofHours(23);

    /** Banks take days. */
    public static final Duration PENDING_MAX = Duration.ofDays(30);

    /** A fee goes back so long before its refunds end. */
    public static final Duration WINDOW_MARGIN = Duration.ofDays(7);

    /** Every call has ended by then. */
    static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final Backoff LOOKS = new Backoff(FIRST_LOOK, PAUSE_MAX);
    private static final Duration PENDING_LOOK = Duration.ofHours(6);
    private static final Duration PENDING_PAUSE = Duration.ofHours(1);

    private RefundRules() {}

    /** The next step. */
    public sealed interface Step {
        /** Save this, then ask the payment service. */
        record Send(Refund sent, Instant firstAt) implements Step {}

        /** Ask the payment service for the result. */
        record Look() implements Step {}

        /** Save this. */
        record Save(Refund changed) implements Step {}

        /** Save this, and make no other request: the payment service has no money now. */
        record Postpone(Refund changed) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** A row for a fee that goes back when its user has finished, or when the refunds of the group begin. */
    public static Refund intent(UserId user, Group group, Membership membership, Instant now) {
        return new Refund(
                membership.charge(),
                user,
                group.id(),
                membership.fee(),
                membership.through(),
                membership.refundableUntil(),
                membership.through().refundable()
                        ? new RefundState.Intent(
                                Trigger.REFUNDS_BEGIN,
                                dueAt(
                                        membership.refundableUntil(),
                                        group.dates().refundsBegin()))
                        : new RefundState.Elsewhere(now),
                now,
                0);
    }

    /** When a fee goes back whose user has not finished: while it can, and in time for the refund date. */
    static Instant dueAt(Optional<Instant> refundableUntil, Instant refundsBegin) {
        return dueByItsEnd(refundableUntil).filter(refundsBegin::isAfter).orElse(refundsBegin);
    }

    /** True when the end of its refunds is a reason to refund a fee at an instant. */
    public static boolean isEarly(Refund refund, Instant at) {
        return dueByItsEnd(refund.refundableUntil())
                .filter(due -> !due.isAfter(at))
                .isPresent();
    }

    private static Optional<Instant> dueByItsEnd(Optional<Instant> refundableUntil) {
        return refundableUntil.map(until -> until.minus(WINDOW_MARGIN));
    }

    /**
     * The row, made due now by another trigger than the beginning of refunds; nothing unless it waits for that. A row
     * still waits after its time has come, because the refund date may have been postponed since.
     */
    public static Optional<Refund> hastened(Refund refund, Trigger trigger, Instant now) {
        return trigger != Trigger.REFUNDS_BEGIN
                        && refund.state() instanceof RefundState.Intent intent
                        && intent.trigger() == Trigger.REFUNDS_BEGIN
                ? Optional.of(refund.withState(new RefundState.Intent(trigger, now)))
                : Optional.empty();
    }

    /** The row, due now because its group's refunds have begun; nothing unless it waits for a later time. */
    public static Optional<Refund> broughtForward(Refund refund, GroupId group, Instant now) {
        return refund.group().equals(group)
                        && refund.state() instanceof RefundState.Intent intent
                        && intent.trigger() == Trigger.REFUNDS_BEGIN
                        && intent.dueAt().isAfter(now)
                ? Optional.of(refund.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, now)))
                : Optional.empty();
    }

    /**
     * Decides the next step.
     *
     * @param refundsBegin when the refunds of the group begin, for which a refund waits even if that was postponed
     */
    public static Step next(Refund refund, Instant refundsBegin, Instant now) {
        if (!isDue(refund, now)) {
            return new Step.Nothing();
        }
        return switch (refund.state()) {
            case RefundState.Intent intent -> due(refund, intent, refundsBegin, now);
            case RefundState.UnderWay _ -> new Step.Look();
            case RefundState.Ended _ -> new Step.Nothing();
        };
    }

    /** True when its time has come. */
    static boolean isDue(Refund refund, Instant now) {
        return refund.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    private static Step due(Refund refund, RefundState.Intent intent, Instant refundsBegin, Instant now) {
        Instant dueAt = dueAt(refund.refundableUntil(), refundsBegin);
        return intent.trigger() == Trigger.REFUNDS_BEGIN && dueAt.isAfter(now)
                ? new Step.Save(refund.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, dueAt)))
                : sentFirst(refund, now);
    }

    private static Step sentFirst(Refund refund, Instant now) {
        return tooLate(refund, now)
                ? new Step.Save(manual(refund, ManualReason.TOO_LATE, Optional.empty(), now))
                : new Step.Send(refund.withState(new RefundState.Sent(now, 1, now.plus(FIRST_LOOK))), now);
    }

    /** No request is made after the end, also not a repeated one. */
    private static boolean tooLate(Refund refund, Instant now) {
        return refund.refundableUntil().filter(until -> !until.isAfter(now)).isPresent();
    }

    /**
     * The answer to a request that is not made: the bank decides about a disputed charge; or the account's row and the
     * payment service contradict each other about the charge, and all of it would go back. Of a charge below the fee,
     * all goes back: no more was taken.
     */
    static Optional<Answer> refused(Refund refund, Charge charge) {
        if (charge.disputed()) {
            return Optional.of(new Answer.Refused(ManualReason.DISPUTED));
        }
        Money fee = refund.fee();
        Money charged = charge.amount();
        return charged.currency().equals(fee.currency()) && charged.minorUnits() <= fee.minorUnits()
                ? Optional.empty()
                : Optional.of(new Answer.Refused(ManualReason.ANOTHER_AMOUNT));
    }

    /** The step that follows from the payment service's answer. */
    public static Step answered(Refund refund, Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Made made -> new Step.Save(settled(refund, made.refund(), now));
            case Answer.AlreadyRefunded _ -> new Step.Look();
            case Answer.Unfunded _ -> new Step.Postpone(refund.withState(unmade(now, now)));
            case Answer.Refused refused -> new Step.Save(manual(refund, refused.why(), Optional.empty(), now));
        };
    }

    /** Tried again for as long as it takes: while it is certain that nothing was made, people are not needed. */
    private static RefundState unmade(Instant firstAt, Instant now) {
        return new RefundState.Sent(firstAt, 0, now.plus(PAUSE_MAX));
    }

    /** The step that follows from the payment service's list of the charge's refunds. */
    public static Step looked(Refund refund, List<PaidBack> found, Instant now) {
        return ours(found)
                .<Step>map(paidBack -> new Step.Save(settled(refund, paidBack, now)))
                .orElseGet(() -> found.stream().anyMatch(paidBack -> paidBack.status() != PaidBack.Status.FAILED)
                        ? new Step.Save(manual(refund, ManualReason.REFUNDED_BY_OTHERS, Optional.empty(), now))
                        : absent(refund, now));
    }

    /** Our refund; one that did not fail comes first. */
    private static Optional<PaidBack> ours(List<PaidBack> found) {
        return found.stream()
                .filter(PaidBack::ours)
                .min(Comparator.comparing(paidBack -> paidBack.status() == PaidBack.Status.FAILED));
    }

    private static Step absent(Refund refund, Instant now) {
        return switch (refund.state()) {
            case RefundState.Sent sent -> absent(refund, sent, now);
            case RefundState.Pending pending -> new Step.Save(stillPending(refund, pending, now));
            case RefundState.Intent _, RefundState.Ended _ -> new Step.Nothing();
        };
    }

    /** A request that was only just sent is not repeated, even if the service does not list it yet. */
    private static Step absent(Refund refund, RefundState.Sent sent, Instant now) {
        if (sent.unmade()) {
            return sentFirst(refund, now);
        }
        return !now.isBefore(sent.checkAt()) && now.isBefore(sent.firstAt().plus(RESEND_MAX)) && !tooLate(refund, now)
                ? new Step.Send(
                        refund.withState(new RefundState.Sent(
                                sent.firstAt(), sent.attempt() + 1, checkAt(sent, sent.attempt() + 1, now))),
                        sent.firstAt())
                : new Step.Save(uncertain(refund, sent, now));
    }

    /** The row after the payment service gave no reliable answer. */
    public static Refund unanswered(Refund refund, Instant now) {
        return switch (refund.state()) {
            case RefundState.Sent sent -> uncertain(refund, sent, now);
            case RefundState.Pending pending -> stillPending(refund, pending, now);
            case RefundState.Intent _, RefundState.Ended _ -> refund;
        };
    }

    /** The row after the charge could not be read, before a request. A first request is made later. */
    static Refund unread(Refund refund, Instant now) {
        return refund.state() instanceof RefundState.Intent
                ? refund.withState(unmade(now, now))
                : unanswered(refund, now);
    }

    private static Refund uncertain(Refund refund, RefundState.Sent sent, Instant now) {
        if (sent.unmade()) {
            return refund.withState(unmade(sent.firstAt(), now));
        }
        return now.isBefore(sent.firstAt().plus(UNCERTAIN_MAX))
                ? refund.withState(
                        new RefundState.Sent(sent.firstAt(), sent.attempt(), checkAt(sent, sent.attempt(), now)))
                : manual(refund, ManualReason.UNCERTAIN, Optional.empty(), now);
    }

    /** Ever later, and at the latest when people must resolve it. */
    private static Instant checkAt(RefundState.Sent sent, int attempt, Instant now) {
        Instant next = now.plus(LOOKS.after(attempt - 1));
        Instant latest = sent.firstAt().plus(UNCERTAIN_MAX);
        return next.isBefore(latest) ? next : latest;
    }

    private static Refund stillPending(Refund refund, RefundState.Pending pending, Instant now) {
        return now.isBefore(pending.since().plus(PENDING_MAX))
                ? refund.withState(new RefundState.Pending(
                        pending.refund(), pending.since(), now.plus(PENDING_PAUSE), pending.userActs()))
                : manual(refund, ManualReason.PENDING_TOO_LONG, Optional.of(pending.refund()), now);
    }

    /**
     * The row after a refund that this ledger made was found at the payment service. What succeeded may still fail;
     * what people decide about stays with them.
     */
    public static Refund settled(Refund refund, PaidBack paidBack, Instant now) {
        if (refund.state() instanceof RefundState.WithPeople) {
            return refund;
        }
        return switch (paidBack.status()) {
            case FAILED -> manual(refund, ManualReason.REFUND_FAILED, Optional.of(paidBack.id()), now);
            case PENDING, REQUIRES_ACTION -> pending(refund, paidBack, now);
            case SUCCEEDED -> succeeded(refund, paidBack, now);
        };
    }

    private static Refund pending(Refund refund, PaidBack paidBack, Instant now) {
        boolean userActs = paidBack.status() == PaidBack.Status.REQUIRES_ACTION;
        return switch (refund.state()) {
            case RefundState.Pending pending
            when now.isBefore(pending.since().plus(PENDING_MAX)) ->
                refund.withState(
                        new RefundState.Pending(paidBack.id(), pending.since(), now.plus(PENDING_LOOK), userActs));
            case RefundState.Pending _ ->
                manual(refund, ManualReason.PENDING_TOO_LONG, Optional.of(paidBack.id()), now);
            case RefundState.Sent _ ->
                refund.withState(new RefundState.Pending(paidBack.id(), now, now.plus(PENDING_LOOK), userActs));
            case RefundState.Intent _, RefundState.Ended _ -> refund;
        };
    }

    private static Refund succeeded(Refund refund, PaidBack paidBack, Instant now) {
        return refund.state() instanceof RefundState.Succeeded
                ? refund
                : refund.withState(new RefundState.Succeeded(paidBack.id(), paidBack.amount(), now));
    }

    private static Refund manual(Refund refund, ManualReason why, Optional<RefundId> id, Instant now) {
        return refund.withState(new RefundState.Manual(why, id, now));
    }

    /**
     * Returns the time for which the result of the request was unknown; empty if it was known, or still is unknown.
     * After {@link #UNCERTAIN_MAX} people find out, so it is longer only when the ledger was not looked at.
     */
    public static Optional<Duration> uncertain(Refund before, Refund after, Instant now) {
        return before.state() instanceof RefundState.Sent sent
                        && !sent.unmade()
                        && !(after.state() instanceof RefundState.Sent)
                ? Optional.of(Duration.between(sent.firstAt(), now))
                : Optional.empty();
    }

    /** The resolved row; nothing unless people decide about it. */
    public static Optional<Refund> resolved(Refund refund, Operator by, String note, Instant now) {
        return refund.state() instanceof RefundState.Open open
                ? Optional.of(refund.withState(new RefundState.Resolved(open.reason(), by, note, now)))
                : Optional.empty();
    }
}
