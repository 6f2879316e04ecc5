package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.edge.Code;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;

/**
 * A refund, for the member. Instants are ISO 8601 in UTC.
 *
 * @param state {@code none}, {@code planned}, {@code under-way}, {@code refunded} or {@code delayed}
 * @param amountMinorUnits of the currency as ISO 4217 divides it
 * @param date by when a planned refund is made, when it was made or resolved, or since when it is delayed
 * @param code of the message: a {@link Message}
 */
@RegisterForReflection
public record RefundView(
        String state,
        Optional<Long> amountMinorUnits,
        Optional<Currency> currency,
        Optional<String> amount,
        Optional<Instant> date,
        String message,
        String code) {

    /** The messages of a refund, with their states. */
    public enum Message implements Code {
        NOTHING_PAID("none", "You have paid nothing, so there is nothing to give back."),
        PLANNED("planned", "Your last fee is sent back when you have taken your photos out, or from this date on."),
        UNDER_WAY("under-way", "Your last fee is on its way back."),
        REFUNDED("refunded", "Your last fee was sent back."),
        DELAYED("delayed", "Your refund could not be made yet. We are working on it."),
        RESOLVED("refunded", "Our staff has resolved your refund.");

        private final String state;
        private final String sentence;

        Message(String state, String sentence) {
            this.state = state;
            this.sentence = sentence;
        }

        /** The state in answers; several messages can share one. */
        public String state() {
            return state;
        }
    }

    /** The view for a user without a membership. */
    public static RefundView none() {
        return view(Message.NOTHING_PAID, Optional.empty(), Optional.empty());
    }

    /** The view for a member. */
    public static RefundView of(Membership membership, Optional<Refund> refund, Instant refundBy, Instant now) {
        return refund.map(row -> of(row, refundBy, now))
                .orElseGet(() -> waiting(membership.fee(), refundBy, refundBy, now));
    }

    private static RefundView of(Refund refund, Instant refundBy, Instant now) {
        return switch (refund.state()) {
            case RefundState.Intent intent -> waiting(refund.fee(), dueAt(intent, refundBy), refundBy, now);
            case RefundState.Sent sent when sent.unmade() -> view(Message.DELAYED, refund.fee(), sent.firstAt());
            case RefundState.UnderWay _ -> view(Message.UNDER_WAY, Optional.of(refund.fee()), Optional.empty());
            case RefundState.Succeeded succeeded -> view(Message.REFUNDED, succeeded.amount(), succeeded.at());
            case RefundState.Manual manual -> view(Message.DELAYED, refund.fee(), manual.at());
            case RefundState.Resolved resolved -> view(Message.RESOLVED, refund.fee(), resolved.at());
        };
    }

    /** The refund date may have moved since the row was written. */
    private static Instant dueAt(RefundState.Intent intent, Instant refundBy) {
        return intent.trigger() == Trigger.REFUND_DATE ? refundBy : intent.dueAt();
    }

    /**
     * A day after it was due nobody is told of a date that is past: the member was passed over, for example because
     * their row cannot be read, or the payment service is silent. Alarms tell people of both.
     */
    private static RefundView waiting(Money fee, Instant dueAt, Instant refundBy, Instant now) {
        return dueAt.plus(RefundRules.UNCERTAIN_MAX).isAfter(now)
                ? view(Message.PLANNED, fee, refundBy)
                : view(Message.DELAYED, fee, dueAt);
    }

    private static RefundView view(Message message, Money amount, Instant date) {
        return view(message, Optional.of(amount), Optional.of(date));
    }

    private static RefundView view(Message message, Optional<Money> amount, Optional<Instant> date) {
        return new RefundView(
                message.state,
                amount.map(Money::minorUnits),
                amount.map(Money::currency),
                amount.map(Money::toString),
                date,
                message.sentence,
                message.code());
    }
}
