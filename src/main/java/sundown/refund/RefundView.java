package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Money;

/**
 * A refund, for the member. Instants are ISO 8601 in UTC.
 *
 * @param state {@code none}, {@code planned}, {@code under-way}, {@code refunded} or {@code delayed}
 * @param amountMinorUnits of the currency as ISO 4217 divides it
 * @param date when it was made, or the latest date at which it will be
 */
@RegisterForReflection
public record RefundView(
        String state,
        Optional<Long> amountMinorUnits,
        Optional<String> currency,
        Optional<String> amount,
        Optional<String> date,
        String message) {

    /** The view for a user without a membership. */
    public static RefundView none() {
        return new RefundView(
                "none",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "You have paid nothing, so there is nothing to give back.");
    }

    /** The view for a member. */
    public static RefundView of(Membership membership, Optional<Refund> refund, Instant refundBy) {
        return refund.map(row -> of(row, refundBy)).orElseGet(() -> planned(membership.fee(), refundBy));
    }

    private static RefundView of(Refund refund, Instant refundBy) {
        return switch (refund.state()) {
            case RefundState.Intent _ -> planned(refund.fee(), refundBy);
            case RefundState.UnderWay _ ->
                view("under-way", refund.fee(), refundBy, "Your last fee is on its way back to where it came from.");
            case RefundState.Succeeded succeeded ->
                view("refunded", succeeded.amount(), succeeded.at(), "Your last fee went back to where it came from.");
            case RefundState.Manual manual ->
                view("delayed", refund.fee(), manual.at(), "Your refund could not be made yet. We are working on it.");
            case RefundState.Resolved resolved ->
                view("refunded", refund.fee(), resolved.at(), "Our staff has resolved your refund.");
        };
    }

    private static RefundView planned(Money fee, Instant refundBy) {
        return view(
                "planned",
                fee,
                refundBy,
                "Your last fee goes back when you have taken your photos out, or at this date. You need not ask.");
    }

    private static RefundView view(String state, Money amount, Instant date, String message) {
        return new RefundView(
                state,
                Optional.of(amount.minorUnits()),
                Optional.of(amount.currency().getCurrencyCode()),
                Optional.of(amount.toString()),
                Optional.of(date.toString()),
                message);
    }
}
