package sundown.refund;

/** The result of advancing a refund, or the end of a subscription, at the payment service. */
enum PaymentOutcome {
    /** Nothing to do, or not yet. */
    NOTHING,
    /** Something was done. */
    DONE,
    /** The payment service was asked and gave no reliable answer, or has no money. */
    UNANSWERED
}
