package sundown.refund;

/** Why people must resolve a refund; the names are stable. */
public enum ManualReason {
    /** After a day it is still unknown whether the payment service made it. */
    UNCERTAIN("The payment service gave no certain answer for a day."),
    /** The payment service made it, and the money came back, for example because the card has expired. */
    REFUND_FAILED("The money could not be paid to where it came from."),
    /** The payment service has been processing it for too long. */
    PENDING_TOO_LONG("The payment service has been processing it for too long."),
    /** Somebody else refunded the fee, or a part of it. */
    REFUNDED_BY_OTHERS("The charge was refunded by somebody else."),
    /** The payment service knows no such charge. */
    UNKNOWN_CHARGE("The payment service does not know the charge."),
    /** The charge belongs to another account. */
    ANOTHER_ACCOUNT("The charge belongs to another account of the payment service."),
    /** The payment service refused for another reason; see the log. */
    REFUSED("The payment service refused.");

    private final String sentence;

    ManualReason(String sentence) {
        this.sentence = sentence;
    }

    /** A sentence for the operator. */
    public String sentence() {
        return sentence;
    }
}
