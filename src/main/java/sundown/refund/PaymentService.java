package sundown.refund;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ChargeId;

/**
 * The service that took the fees. Every call fails with a retryable failure when it gives no answer that can be relied
 * on; what it was asked for may then have been done all the same.
 */
public interface PaymentService {
    /**
     * Gives the whole of a charge back, or what others have left of it. Asked again within a day, it does nothing new
     * and answers the same: the key of the request follows from the charge and from when it was first asked for. After
     * a day the service may have forgotten the key.
     *
     * @param firstAt another one makes another request, which only the charge's own limit guards
     */
    Answer refund(ChargeId charge, Instant firstAt);

    /** All refunds of a charge, as they are now; empty as well where the charge is not known. */
    List<PaidBack> refunds(ChargeId charge);

    /** A refund as it is now, or nothing when there is none. */
    Optional<PaidBack> refund(RefundId refund);

    /**
     * Reads what claims to be word from the service. Nothing in it is to be believed but which refund it speaks of.
     *
     * @param headers of the request, names in lower case
     */
    Word read(Map<String, String> headers, String body, Instant now);

    /** What came of a request. */
    sealed interface Answer {
        /** It is made. */
        record Made(PaidBack refund) implements Answer {}

        /** The charge has been given back already, by us or by others: look. */
        record AlreadyRefunded() implements Answer {}

        /** Nothing was made: the account has too little money, for others' refunds as well, until somebody pays in. */
        record Unfunded() implements Answer {}

        /** It cannot be made, however often it is asked for. */
        record Refused(ManualReason why) implements Answer {}
    }

    /** What a webhook brought. */
    sealed interface Word {
        /** A refund has changed. */
        record OfRefund(RefundId refund) implements Word {}

        /** Something else has happened. */
        record OfOthers() implements Word {}

        /** It was not signed by the service, or too long ago. */
        record Forged(String why) implements Word {}
    }
}
