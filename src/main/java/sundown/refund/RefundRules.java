package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * What becomes of a refund: pure. At most one is ever made for a charge: nothing is asked for before the row says so,
 * and nothing is asked for again once the payment service may have forgotten that it was.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">idempotent requests</a>
 */
public final class RefundRules {
    /** Without certainty for so long after it was first asked for, people must see to it. */
    public static final Duration CERTAINTY = Duration.ofHours(24);

    /** Idempotency keys live for a day at least; an hour less leaves room for slow networks and clocks that differ. */
    public static final Duration SEND_AGAIN = Duration.ofHours(23);

    /** Banks take days. */
    public static final Duration LONGEST_PENDING = Duration.ofDays(30);

    /** A call has come to its end by then. */
    static final Duration FIRST_LOOK = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PENDING_LOOK = Duration.ofHours(6);
    private static final Duration PENDING_PAUSE = Duration.ofHours(1);

    private RefundRules() {}

    /** What is to be done now. */
    public sealed interface Step {
        /** Ask the payment service, once this is saved. */
        record Send(Refund sent, Instant firstAt) implements Step {}

        /** Look what came of it. */
        record Look() implements Step {}

        /** Save this. */
        record Save(Refund changed) implements Step {}

        /** Save this, and ask for no other: the payment service has no money for anybody now. */
        record Postpone(Refund changed) implements Step {}

        /** Nothing, or not yet. */
        record Nothing() implements Step {}
    }

    /** A row for a membership whose fee is to go back at a date. */
    public static Refund intent(UserId user, GroupId group, Membership membership, Instant refundBy, Instant now) {
        return new Refund(
                membership.charge(),
                user,
                group,
                membership.fee(),
                new RefundState.Intent(Trigger.REFUND_DATE, refundBy),
                now,
                0);
    }

    /** The row, due now because the user has finished; nothing when it is due anyway, or on its way. */
    public static Optional<Refund> hastened(Refund refund, Trigger trigger, Instant now) {
        return trigger != Trigger.REFUND_DATE
                        && refund.state() instanceof RefundState.Intent intent
                        && intent.dueAt().isAfter(now)
                ? Optional.of(refund.in(new RefundState.Intent(trigger, now)))
                : Optional.empty();
    }

    /** The row, due now because its group's refund date has come; nothing when it does not wait for a later one. */
    public static Optional<Refund> broughtForward(Refund refund, GroupId group, Instant now) {
        return refund.group().equals(group)
                        && refund.state() instanceof RefundState.Intent intent
                        && intent.trigger() == Trigger.REFUND_DATE
                        && intent.dueAt().isAfter(now)
                ? Optional.of(refund.in(new RefundState.Intent(Trigger.REFUND_DATE, now)))
                : Optional.empty();
    }

    /**
     * Decides what to do.
     *
     * @param refundBy the group's refund date as it is now: what waits for it waits longer when it has been moved
     */
    public static Step next(Refund refund, Instant refundBy, Instant now) {
        if (!isDue(refund, now)) {
            return new Step.Nothing();
        }
        return switch (refund.state()) {
            case RefundState.Intent intent -> due(refund, intent, refundBy, now);
            case RefundState.Sent ignored -> new Step.Look();
            case RefundState.Pending ignored -> new Step.Look();
            case RefundState.Succeeded ignored -> new Step.Nothing();
            case RefundState.Manual ignored -> new Step.Nothing();
            case RefundState.Resolved ignored -> new Step.Nothing();
        };
    }

    /** True when it is to be looked after now. */
    static boolean isDue(Refund refund, Instant now) {
        return refund.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    private static Step due(Refund refund, RefundState.Intent intent, Instant refundBy, Instant now) {
        return intent.trigger() == Trigger.REFUND_DATE && refundBy.isAfter(now)
                ? new Step.Save(refund.in(new RefundState.Intent(Trigger.REFUND_DATE, refundBy)))
                : sentFirst(refund, now);
    }

    private static Step sentFirst(Refund refund, Instant now) {
        return new Step.Send(refund.in(new RefundState.Sent(now, 1, now.plus(FIRST_LOOK))), now);
    }

    /** What the payment service's answer comes to. */
    public static Step answered(Refund refund, PaymentService.Answer answer, Instant now) {
        return switch (answer) {
            case PaymentService.Answer.Made made -> new Step.Save(settled(refund, made.refund(), now));
            case PaymentService.Answer.AlreadyRefunded ignored -> new Step.Look();
            case PaymentService.Answer.Unfunded ignored -> new Step.Postpone(refund.in(unmade(now, now)));
            case PaymentService.Answer.Refused refused ->
                new Step.Save(manual(refund, refused.why(), Optional.empty(), now));
        };
    }

    /** It is looked after again however long it takes: who is certain that nothing was made needs no people. */
    private static RefundState unmade(Instant firstAt, Instant now) {
        return new RefundState.Sent(firstAt, 0, now.plus(LONGEST_PAUSE));
    }

    /** What the refunds of the charge, as the payment service lists them, come to. */
    public static Step looked(Refund refund, List<PaidBack> found, Instant now) {
        return ours(found)
                .<Step>map(paidBack -> new Step.Save(settled(refund, paidBack, now)))
                .orElseGet(() -> found.stream().anyMatch(paidBack -> paidBack.status() != PaidBack.Status.FAILED)
                        ? new Step.Save(manual(refund, ManualReason.REFUNDED_BY_OTHERS, Optional.empty(), now))
                        : absent(refund, now));
    }

    /** One that did not fail, if there is one. */
    private static Optional<PaidBack> ours(List<PaidBack> found) {
        return found.stream()
                .filter(PaidBack::ours)
                .min(Comparator.comparing(paidBack -> paidBack.status() == PaidBack.Status.FAILED));
    }

    private static Step absent(Refund refund, Instant now) {
        return switch (refund.state()) {
            case RefundState.Sent sent -> absent(refund, sent, now);
            case RefundState.Pending pending -> new Step.Save(stillPending(refund, pending, now));
            case RefundState.Intent ignored -> new Step.Nothing();
            case RefundState.Succeeded ignored -> new Step.Nothing();
            case RefundState.Manual ignored -> new Step.Nothing();
            case RefundState.Resolved ignored -> new Step.Nothing();
        };
    }

    /** Whoever has only just asked does not ask again, whatever the service says of it. */
    private static Step absent(Refund refund, RefundState.Sent sent, Instant now) {
        if (sent.unmade()) {
            return sentFirst(refund, now);
        }
        return !now.isBefore(sent.checkAt()) && now.isBefore(sent.firstAt().plus(SEND_AGAIN))
                ? new Step.Send(
                        refund.in(new RefundState.Sent(
                                sent.firstAt(), sent.attempt() + 1, checkAt(sent, sent.attempt() + 1, now))),
                        sent.firstAt())
                : new Step.Save(uncertain(refund, sent, now));
    }

    /** The row when the payment service gave no answer, or none that can be relied on. */
    public static Refund unanswered(Refund refund, Instant now) {
        return switch (refund.state()) {
            case RefundState.Sent sent -> uncertain(refund, sent, now);
            case RefundState.Pending pending -> stillPending(refund, pending, now);
            case RefundState.Intent ignored -> refund;
            case RefundState.Succeeded ignored -> refund;
            case RefundState.Manual ignored -> refund;
            case RefundState.Resolved ignored -> refund;
        };
    }

    private static Refund uncertain(Refund refund, RefundState.Sent sent, Instant now) {
        if (sent.unmade()) {
            return refund.in(unmade(sent.firstAt(), now));
        }
        return now.isBefore(sent.firstAt().plus(CERTAINTY))
                ? refund.in(new RefundState.Sent(sent.firstAt(), sent.attempt(), checkAt(sent, sent.attempt(), now)))
                : manual(refund, ManualReason.UNCERTAIN, Optional.empty(), now);
    }

    /** Ever later, and at the latest when people must see to it. */
    private static Instant checkAt(RefundState.Sent sent, int attempt, Instant now) {
        Duration pause = FIRST_LOOK.multipliedBy(1L << Math.min(attempt - 1, 10));
        Instant next = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        Instant latest = sent.firstAt().plus(CERTAINTY);
        return next.isBefore(latest) ? next : latest;
    }

    private static Refund stillPending(Refund refund, RefundState.Pending pending, Instant now) {
        return now.isBefore(pending.since().plus(LONGEST_PENDING))
                ? refund.in(new RefundState.Pending(pending.refund(), pending.since(), now.plus(PENDING_PAUSE)))
                : manual(refund, ManualReason.PENDING_TOO_LONG, Optional.of(pending.refund()), now);
    }

    /**
     * The row after a refund of its charge was found that this ledger made. What succeeded may still fail; what people
     * see to stays with them.
     */
    public static Refund settled(Refund refund, PaidBack paidBack, Instant now) {
        if (refund.state() instanceof RefundState.Manual || refund.state() instanceof RefundState.Resolved) {
            return refund;
        }
        return switch (paidBack.status()) {
            case FAILED -> manual(refund, ManualReason.REFUND_FAILED, Optional.of(paidBack.id()), now);
            case PENDING -> pending(refund, paidBack, now);
            case SUCCEEDED -> succeeded(refund, paidBack, now);
        };
    }

    private static Refund pending(Refund refund, PaidBack paidBack, Instant now) {
        return switch (refund.state()) {
            case RefundState.Pending pending
            when now.isBefore(pending.since().plus(LONGEST_PENDING)) ->
                refund.in(new RefundState.Pending(paidBack.id(), pending.since(), now.plus(PENDING_LOOK)));
            case RefundState.Pending ignored ->
                manual(refund, ManualReason.PENDING_TOO_LONG, Optional.of(paidBack.id()), now);
            case RefundState.Sent ignored ->
                refund.in(new RefundState.Pending(paidBack.id(), now, now.plus(PENDING_LOOK)));
            case RefundState.Intent ignored -> refund;
            case RefundState.Succeeded ignored -> refund;
            case RefundState.Manual ignored -> refund;
            case RefundState.Resolved ignored -> refund;
        };
    }

    private static Refund succeeded(Refund refund, PaidBack paidBack, Instant now) {
        return refund.state() instanceof RefundState.Succeeded
                ? refund
                : refund.in(new RefundState.Succeeded(paidBack.id(), paidBack.amount(), now));
    }

    private static Refund manual(Refund refund, ManualReason why, Optional<RefundId> id, Instant now) {
        return refund.in(new RefundState.Manual(why, id, now));
    }

    /** The row, seen to; nothing when people need not see to it. */
    public static Optional<Refund> resolved(Refund refund, String by, String note, Instant now) {
        return refund.state() instanceof RefundState.Manual manual
                ? Optional.of(refund.in(new RefundState.Resolved(manual.reason(), by, note, now)))
                : Optional.empty();
    }
}
