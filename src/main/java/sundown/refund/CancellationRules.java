package sundown.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.failure.Backoff;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.CancellationLedger.CancellationState.Reason;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.ReportingService.Payment;
import sundown.timeline.GroupId;

/** Decides each step of a cancellation: pure. */
public final class CancellationRules {
    /** A subscription that is not known to have ended by then needs people. */
    public static final Duration UNCERTAIN_MAX = Duration.ofHours(24);

    /** The pause between two requests to the payment service while people are needed. */
    public static final Duration MANUAL_PAUSE = Duration.ofDays(1);

    static final Duration FIRST_PAUSE = Duration.ofMinutes(2);
    private static final Backoff PAUSES = new Backoff(FIRST_PAUSE, Duration.ofHours(1));

    /** The payment service tells its own time, in seconds. A fee that is paid this shortly before is the last fee. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private CancellationRules() {}

    /** A row for a subscription that is to be ended now. */
    public static Cancellation due(
            UserId user, GroupId group, SubscriptionId subscription, PaidThrough through, Instant now) {
        return new Cancellation(subscription, user, group, through, new CancellationState.Due(0, now), now, 0);
    }

    /** True when its time has come. */
    static boolean isDue(Cancellation cancellation, Instant now) {
        return cancellation.state().wakeAt().filter(at -> !at.isAfter(now)).isPresent();
    }

    /**
     * The row after an attempt.
     *
     * @param found the subscription as it is then; nothing when the payment service gave no answer, or refused for a
     *     reason that is not the subscription's
     */
    public static Cancellation after(Cancellation cancellation, Optional<SubscriptionStatus> found, Instant now) {
        return cancellation.withState(found.map(status -> switch (status) {
                    case ENDED -> new CancellationState.Ended(now);
                    case UNKNOWN -> manual(cancellation, Reason.UNKNOWN_SUBSCRIPTION, now);
                    case RUNNING -> again(cancellation, Reason.STILL_RUNNING, now);
                })
                .orElseGet(() -> again(cancellation, Reason.UNANSWERED, now)));
    }

    /**
     * Returns a row for a fee that was charged although its subscription was to end; empty if it was paid before. Such
     * a fee goes back at once.
     */
    public static Optional<Refund> paidLate(Cancellation cancellation, Payment payment, Instant now) {
        return payment.paidAt().isBefore(cancellation.openedAt().minus(CLOCK_SKEW))
                ? Optional.empty()
                : Optional.of(new Refund(
                        payment.charge(),
                        cancellation.user(),
                        cancellation.group(),
                        payment.amount(),
                        cancellation.through(),
                        Optional.empty(),
                        new RefundState.Intent(Trigger.PAID_AFTER_CANCELLATION, now),
                        now,
                        0));
    }

    private static CancellationState again(Cancellation cancellation, Reason reason, Instant now) {
        return switch (cancellation.state()) {
            case CancellationState.Due due
            when now.isBefore(cancellation.openedAt().plus(UNCERTAIN_MAX)) ->
                new CancellationState.Due(due.attempts() + 1, now.plus(PAUSES.after(due.attempts())));
            case CancellationState.Due _, CancellationState.Manual _ -> manual(cancellation, reason, now);
            case CancellationState.Ended ended -> ended;
        };
    }

    private static CancellationState manual(Cancellation cancellation, Reason reason, Instant now) {
        Instant since = cancellation.state() instanceof CancellationState.Manual manual ? manual.at() : now;
        return new CancellationState.Manual(reason, since, now.plus(MANUAL_PAUSE));
    }
}
