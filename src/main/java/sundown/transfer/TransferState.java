package sundown.transfer;

import java.time.Instant;

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

    /** Why a transfer waits. The names are stable, for apps. */
    enum WaitReason {
        ROOM(
                "There is not enough room in your Google account. Free or buy some, or go on without: resume the transfer."),
        CONSENT("Google says that you withdrew your consent. Sign in to the same Google account again to go on."),
        QUOTA("Google takes only so many requests at a time; your transfer goes on by itself."),
        SHARE(
                "Your share of today's requests to Google is used up, so that other people's photos move, too; your transfer"
                        + " goes on by itself."),
        BUSY("Google asks us to slow down; your transfer goes on by itself."),
        TROUBLE("Google does not answer as it should; we try again by ourselves.");

        private final String sentence;

        WaitReason(String sentence) {
            this.sentence = sentence;
        }

        /** A sentence for the user. */
        public String sentence() {
            return sentence;
        }
    }
}
