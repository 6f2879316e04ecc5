package sundown.transfer;

import java.time.Instant;
import java.util.Optional;
import sundown.edge.Code;

/** Where a transfer stands. */
public sealed interface TransferState {
    /** Something is left to do without the user. */
    sealed interface Active extends TransferState {
        /** When the sweep takes the transfer up again. */
        Instant dueAt();
    }

    /** Nothing happens without the user. */
    sealed interface Ended extends TransferState {
        /** When it ended. */
        Instant at();
    }

    /** It ended with items left. The user can resume it while exports are open. */
    sealed interface Interrupted extends Ended {}

    /**
     * The gallery is being counted; nothing is moved before.
     *
     * @param checkAt when the sweep looks whether it is counted, in case no message says so
     */
    record Counting(Instant checkAt) implements Active {
        @Override
        public Instant dueAt() {
            return checkAt;
        }
    }

    /**
     * Batches follow one another.
     *
     * @param checkAt when the sweep sends the message again, in case it was lost
     */
    record Running(Instant checkAt) implements Active {
        @Override
        public Instant dueAt() {
            return checkAt;
        }
    }

    /** Parked until a time; no message is on its way. */
    record Waiting(WaitReason reason, Instant wakeAt) implements Active {
        @Override
        public Instant dueAt() {
            return wakeAt;
        }
    }

    /** Every item is settled. */
    record Finished(Instant at) implements Ended {}

    /** The user stopped it. */
    record Stopped(Instant at) implements Interrupted {}

    /** The group's close came first. */
    record Closed(Instant at) implements Interrupted {}

    /** The library refuses for a reason that waiting does not remove. An alarm tells the operator. */
    record GaveUp(Instant at) implements Interrupted {}

    /** True while something is left to do without the user. */
    default boolean active() {
        return this instanceof Active;
    }

    /** The state as users and receipts know it: the name of its type, {@code gave-up} for example. */
    default String code() {
        return Code.of(getClass());
    }

    /** The time at which the transfer ended; empty while something is left to do without the user. */
    default Optional<Instant> endedAt() {
        return this instanceof Ended ended ? Optional.of(ended.at()) : Optional.empty();
    }

    /** The reason for which a transfer waits. The names are stable, for apps. */
    enum WaitReason {
        ROOM,
        CONSENT,
        QUOTA,
        SHARE,
        BUSY,
        TROUBLE
    }
}
