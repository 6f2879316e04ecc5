package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.Money;

/**
 * A refund as the member sees it. Instants are ISO 8601 in UTC.
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

    /** The view of somebody who pays nothing. */
    public static RefundView none() {
        return new RefundView(
                "none",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "You have paid nothing, so there is nothing to give back.");
    }

    /** The view of a member. */
    public static RefundView of(Membership membership, Optional<Refund> refund, Instant refundBy) {
        return refund.map(row -> of(row, refundBy)).orElseGet(() -> planned(membership.fee(), refundBy));
    }

    private static RefundView of(Refund refund, Instant refundBy) {
        return switch (refund.state()) {
            case RefundState.Intent ignored -> planned(refund.fee(), refundBy);
            case RefundState.Sent ignored -> underWay(refund.fee(), refundBy);
            case RefundState.Pending ignored -> underWay(refund.fee(), refundBy);
            case RefundState.Succeeded succeeded ->
                view("refunded", succeeded.amount(), succeeded.at(), "Your last fee went back to where it came from.");
            case RefundState.Manual manual ->
                view("delayed", refund.fee(), manual.at(), "Your refund could not be made yet. We are seeing to it.");
            case RefundState.Resolved resolved ->
                view("refunded", refund.fee(), resolved.at(), "Our people have seen to your refund.");
        };
    }

    private static RefundView planned(Money fee, Instant refundBy) {
        return view(
                "planned",
                fee,
                refundBy,
                "Your last fee goes back when you have taken your photos out, or at this date. You need not ask.");
    }

    private static RefundView underWay(Money fee, Instant refundBy) {
        return view("under-way", fee, refundBy, "Your last fee is on its way back to where it came from.");
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
