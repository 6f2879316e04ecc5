package sundown.bench;

/** What is measured, in its order. */
enum Stage {
    /** From the operator's call until the manifest is made. */
    PLAN,
    /** From the end of the pause until every account has its record. */
    PURGE,
    /** The call that lists the buckets again and writes the certificate. */
    CERTIFICATE;

    String label() {
        return switch (this) {
            case PLAN -> "plan";
            case PURGE -> "purge";
            case CERTIFICATE -> "certificate";
        };
    }
}
