package sundown.stripe;

import com.stripe.model.Refund;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.ChargeId;
import sundown.refund.PaidBack;
import sundown.refund.RefundId;

/** Reads a refund as Stripe writes it. */
final class RefundReader {
    private RefundReader() {}

    /** The refund; nothing when it is of no charge, or not as a refund must be. */
    static Optional<PaidBack> read(Refund refund) {
        boolean whole = Stream.of(refund.getId(), refund.getCharge(), refund.getAmount(), refund.getCurrency())
                .allMatch(part -> part != null);
        try {
            return whole ? Optional.of(paidBack(refund)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static PaidBack paidBack(Refund refund) {
        return new PaidBack(
                new RefundId(refund.getId()),
                new ChargeId(refund.getCharge()),
                StripeMoney.read(refund.getAmount(), refund.getCurrency()),
                status(Optional.ofNullable(refund.getStatus()).orElse("")),
                isOurs(refund));
    }

    /** A status that is not known is looked at again. */
    private static PaidBack.Status status(String status) {
        return switch (status) {
            case "succeeded" -> PaidBack.Status.SUCCEEDED;
            case "failed", "canceled" -> PaidBack.Status.FAILED;
            default -> PaidBack.Status.PENDING;
        };
    }

    private static boolean isOurs(Refund refund) {
        return Optional.ofNullable(refund.getMetadata())
                .orElse(Map.of())
                .getOrDefault(IdempotencyKey.NAME, "")
                .equals(IdempotencyKey.VALUE);
    }
}
