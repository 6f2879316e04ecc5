package sundown.refund;

/** What makes a refund due; the names are stable, for messages. */
public enum Trigger {
    /** The user's transfer came to its end. */
    TRANSFER_FINISHED,
    /** The user has downloaded their archive. */
    DOWNLOAD_FINISHED,
    /** The group's refund date has come. */
    REFUND_DATE,
    /** The fee was charged after its subscription was to end. */
    PAID_AFTER_CANCELLATION
}
