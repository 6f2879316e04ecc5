package sundown.stripe;

import sundown.refund.ManualReason;

/** What a reply of Stripe's that is no success comes to. */
sealed interface Meaning {
    /** The charge has been given back already. */
    record AlreadyRefunded() implements Meaning {}

    /** The account's balance does not cover it. */
    record Unfunded() implements Meaning {}

    /** The refund cannot be made. */
    record Refused(ManualReason why) implements Meaning {}

    /** There is no such thing. */
    record Absent() implements Meaning {}

    /** It may pass. */
    record TryAgain() implements Meaning {}

    /** It is for the operator. */
    record GiveUp() implements Meaning {}
}
