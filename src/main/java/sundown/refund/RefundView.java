package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.edge.Code;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.timeline.Dates;

/**
 * A refund, for the member. Instants are ISO 8601 in UTC.
 *
 * @param state {@code none}, {@code planned}, {@code under-way}, {@code refunded}, {@code delayed} or {@code elsewhere}
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
        PLANNED(
                "planned",
                "Your last fee is sent back when you have taken your photos out, and by this date at the latest."),
        PLANNED_EARLY(
                "planned",
                "Your last fee is sent back when you have taken your photos out, and by this date at the latest, because"
                        + " your way of paying takes a refund for a limited time."),
        UNDER_WAY("under-way", "Your last fee is on its way back."),
        ACTION_NEEDED(
                "under-way",
                "Your last fee is on its way back, and the payment service needs an answer from you: look for its mail."),
        REFUNDED("refunded", "Your last fee was sent back."),
        DELAYED("delayed", "Your refund could not be made yet. We are working on it."),
        RETURNED(
                "delayed",
                "Your last fee came back to us, for example because your card is closed. We are working on it."),
        DISPUTED("delayed", "You dispute the payment at your bank, which decides: we send nothing back beside it."),
        PAID_AT_APPLE("elsewhere", "You have paid Apple, which refunds at your request."),
        PAID_TO_CARRIER(
                "elsewhere", "You have paid with the bill of your mobile network. We are working on your refund."),
        PAID_ELSEWHERE("elsewhere", "You have paid in a way that we cannot refund by ourselves. We are working on it."),
        PAID_BY_ANOTHER("none", "Somebody else has paid for your membership: the last fee goes back to them."),
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

    /** The view for a user without a membership of their own. */
    public static RefundView none(boolean paidByAnother) {
        return view(paidByAnother ? Message.PAID_BY_ANOTHER : Message.NOTHING_PAID, Optional.empty(), Optional.empty());
    }

    /** The view for a member. */
    public static RefundView of(Membership membership, Optional<Refund> refund, Dates dates, Instant now) {
        return refund.map(row -> of(row, dates, now))
                .orElseGet(() -> membership.through().refundable()
                        ? waiting(membership.fee(), membership.refundableUntil(), Optional.empty(), dates, now)
                        : elsewhere(membership.through(), membership.fee()));
    }

    private static RefundView of(Refund refund, Dates dates, Instant now) {
        return switch (refund.state()) {
            case RefundState.Intent intent ->
                waiting(
                        refund.fee(),
                        refund.refundableUntil(),
                        Optional.of(intent)
                                .filter(hastened -> hastened.trigger() != Trigger.REFUNDS_BEGIN)
                                .map(RefundState.Intent::dueAt),
                        dates,
                        now);
            case RefundState.Sent sent when sent.unmade() -> view(Message.DELAYED, refund.fee(), sent.firstAt());
            case RefundState.Pending pending
            when pending.userActs() -> view(Message.ACTION_NEEDED, Optional.of(refund.fee()), Optional.empty());
            case RefundState.UnderWay _ -> view(Message.UNDER_WAY, Optional.of(refund.fee()), Optional.empty());
            case RefundState.Succeeded succeeded -> view(Message.REFUNDED, succeeded.amount(), succeeded.at());
            case RefundState.Elsewhere _ -> elsewhere(refund.through(), refund.fee());
            case RefundState.Manual manual -> view(delay(manual), refund.fee(), manual.at());
            case RefundState.Resolved resolved -> view(Message.RESOLVED, refund.fee(), resolved.at());
        };
    }

    private static Message delay(RefundState.Manual manual) {
        return switch (manual.reason()) {
            case REFUND_FAILED -> Message.RETURNED;
            case DISPUTED -> Message.DISPUTED;
            case UNCERTAIN,
                    PENDING_TOO_LONG,
                    REFUNDED_BY_OTHERS,
                    UNKNOWN_CHARGE,
                    ANOTHER_ACCOUNT,
                    ANOTHER_AMOUNT,
                    TOO_LATE,
                    PAID_ELSEWHERE,
                    REFUSED -> Message.DELAYED;
        };
    }

    private static RefundView elsewhere(PaidThrough through, Money fee) {
        Message message =
                switch (through) {
                    case APPLE -> Message.PAID_AT_APPLE;
                    case CARRIER -> Message.PAID_TO_CARRIER;
                    case STRIPE, GOOGLE_PLAY, OTHER -> Message.PAID_ELSEWHERE;
                };
        return view(message, Optional.of(fee), Optional.empty());
    }

    /**
     * A day after it was due nobody is told of a date that is past: the member was passed over, for example because
     * their row cannot be read, or the payment service is silent. Alarms tell people of both. The dates may have moved
     * since the row was written.
     *
     * @param hastened since when it is due, if its user has finished
     */
    private static RefundView waiting(
            Money fee, Optional<Instant> refundableUntil, Optional<Instant> hastened, Dates dates, Instant now) {
        Instant begins = RefundRules.dueAt(refundableUntil, dates.refundsBegin());
        Optional<Instant> window = refundableUntil.filter(dates.refundBy()::isAfter);
        Instant date = window.orElse(dates.refundBy());
        Instant dueAt = hastened.orElse(begins.isBefore(dates.refundsBegin()) ? begins : date);
        return dueAt.plus(RefundRules.UNCERTAIN_MAX).isAfter(now)
                ? view(window.isPresent() ? Message.PLANNED_EARLY : Message.PLANNED, fee, date)
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
