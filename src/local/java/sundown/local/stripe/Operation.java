package sundown.local.stripe;

/** The kinds of calls that a fault can strike. */
public enum Operation {
    CREATE_REFUND,
    LIST_REFUNDS,
    RETRIEVE_REFUND,
    RETRIEVE_SUBSCRIPTION,
    CANCEL_SUBSCRIPTION,
    RETRIEVE_INVOICE,
    RETRIEVE_CHARGE,
    RETRIEVE_BALANCE,
    LIST_EVENTS
}
