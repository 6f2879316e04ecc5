package sundown.transfer;

import java.time.Instant;

/** Where a transfer stands. */
public sealed interface TransferState {
    /**
     * Batches follow one another.
     *
     * @param checkAt when to look after it, should its message have been lost
     */
    record Running(Instant checkAt) implements TransferState {}

    /** Parked until a time; no message is on its way. */
    record Waiting(WaitReason reason, Instant wakeAt) implements TransferState {}

    /** The user stopped it; it can go on. */
    record Stopped(Instant at) implements TransferState {}

    /** Every item has an end. */
    record Finished(Instant at) implements TransferState {}

    /** The group's close came first. */
    record Closed(Instant at) implements TransferState {}

    /** The library refuses in a way that waiting does not mend; the operator is told, and the user may try again. */
    record GaveUp(Instant at) implements TransferState {}

    /** True while something is to be done without the user. */
    default boolean active() {
        return switch (this) {
            case Running ignored -> true;
            case Waiting ignored -> true;
            case Stopped ignored -> false;
            case Finished ignored -> false;
            case Closed ignored -> false;
            case GaveUp ignored -> false;
        };
    }
}
