package sundown.stripe;

/** The kinds of call whose answers differ in meaning. */
enum Call {
    /** A refund is asked for. */
    CREATE,
    /** The refunds of a charge. */
    LIST,
    /** One refund. */
    RETRIEVE
}
