package sundown.refund;

/** Why people must resolve a refund; the names are stable. */
public enum ManualReason {
    /** After a day it is still unknown whether the payment service made it. */
    UNCERTAIN,
    /** The payment service made it, and the money came back, for example because the card has expired. */
    REFUND_FAILED,
    /** The payment service has been processing it for too long. */
    PENDING_TOO_LONG,
    /** Somebody else refunded the fee, or a part of it. */
    REFUNDED_BY_OTHERS,
    /** The payment service knows no such charge. */
    UNKNOWN_CHARGE,
    /** The charge belongs to another account. */
    ANOTHER_ACCOUNT,
    /** The charge took more than the fee, or another currency, so nothing was refunded. */
    ANOTHER_AMOUNT,
    /** The payment service refused for another reason; see the log. */
    REFUSED
}
