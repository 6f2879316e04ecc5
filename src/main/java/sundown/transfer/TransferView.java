package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.edge.ApiResponse.NextLook;
import sundown.edge.Code;
import sundown.gallery.Tally;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

/**
 * A transfer as shown to its user. Instants are ISO 8601 in UTC, sizes bytes, rates per second.
 *
 * @param state {@code counting}, {@code running}, {@code waiting}, {@code stopped}, {@code finished}, {@code closed} or
 *     {@code gave-up}
 * @param reason why it waits: the name of a {@link WaitReason}
 * @param message the state in words
 * @param code of the message: a {@link Message}
 * @param goesOnAt when it continues by itself
 * @param connected whether Sundown can use the account; false once the consent has been given back
 * @param warning present when the estimated end lies past the close
 * @param warningCode of the warning: a {@link Warning}
 * @param room the missing room, while it waits for room
 * @param endedAt when it ended; absent while something is left to do without the user
 * @param retrySensibleAt when a retry of failed items is likely to succeed; absent when none can be tried again
 * @param retryPossibleAt when failed items may be tried again, if not now
 * @param lookAgainInSeconds how long to wait until the next look
 */
@RegisterForReflection
public record TransferView(
        String id,
        String state,
        Optional<String> reason,
        String message,
        String code,
        Optional<String> goesOnAt,
        String googleAccount,
        boolean connected,
        CountsView items,
        Optional<Double> bytesPerSecond,
        Optional<Double> itemsPerSecond,
        Optional<String> estimatedEnd,
        Optional<String> warning,
        Optional<String> warningCode,
        Optional<RoomView> room,
        String startedAt,
        Optional<String> endedAt,
        Optional<String> retrySensibleAt,
        Optional<String> retryPossibleAt,
        int switchesLeft,
        long lookAgainInSeconds) {

    /** What the message says. */
    public enum Message implements Code {
        COUNTING("We are counting your photos; then they go on their way to Google Photos."),
        MOVING("Your photos are on their way to Google Photos."),
        WAITING_FOR_ROOM(WaitReason.ROOM.sentence()),
        WAITING_FOR_CONSENT(WaitReason.CONSENT.sentence()),
        WAITING_FOR_QUOTA(WaitReason.QUOTA.sentence()),
        WAITING_FOR_SHARE(WaitReason.SHARE.sentence()),
        GOOGLE_BUSY(WaitReason.BUSY.sentence()),
        GOOGLE_IN_TROUBLE(WaitReason.TROUBLE.sentence()),
        STOPPED("You stopped the transfer. You can go on with it."),
        DISCONNECTED("You stopped the transfer and disconnected your Google account. Connect it again to go on."),
        FINISHED("All your photos are in Google Photos."),
        FINISHED_SOME_FAILED("Your photos are in Google Photos, but for %d that failed. You can see which, try them"
                + " again, or download an archive."),
        FINISHED_SOME_REFUSED("Your photos are in Google Photos, but for %d that Google Photos does not take. You can"
                + " see which, and download an archive to have them."),
        CLOSED("Exports have ended. What had been moved by then is in Google Photos."),
        GAVE_UP("Google Photos refuses the transfer. We have been told; you can try again or download an archive.");

        private final String sentence;

        Message(String sentence) {
            this.sentence = sentence;
        }
    }

    /** What the warning says. */
    public enum Warning implements Code {
        ENDS_AFTER_CLOSE
    }

    /** Counts; done + duplicate + failed + skipped + pending = total. */
    @RegisterForReflection
    public record CountsView(
            TallyView total,
            TallyView done,
            TallyView duplicate,
            TallyView failed,
            TallyView skipped,
            TallyView pending) {
        /** Shows counts. */
        public static CountsView of(Counts counts) {
            return new CountsView(
                    TallyView.of(counts.total()),
                    TallyView.of(counts.done()),
                    TallyView.of(counts.duplicate()),
                    TallyView.of(counts.failed()),
                    TallyView.of(counts.skipped()),
                    TallyView.of(counts.pending()));
        }
    }

    /** Items and bytes. */
    @RegisterForReflection
    public record TallyView(long items, long bytes) {
        private static TallyView of(Tally tally) {
            return new TallyView(tally.items(), tally.bytes());
        }
    }

    /** The missing room, and the offer that fits. */
    @RegisterForReflection
    public record RoomView(long bytesNeeded, long bytesFree, Optional<OfferView> offer) {
        static RoomView of(Room.Limited room, long needed) {
            return new RoomView(
                    needed, room.free(), Room.Offer.fitting(room, needed).map(OfferView::of));
        }
    }

    /** An offer of room; its length is an ISO 8601 period. */
    @RegisterForReflection
    public record OfferView(String name, long bytes, String length) {
        private static OfferView of(Room.Offer offer) {
            return new OfferView(offer.name(), offer.bytes(), offer.length().toString());
        }
    }

    /**
     * Shows a transfer.
     *
     * @param close the group's close
     */
    public static TransferView of(Transfer transfer, Instant close, Instant now) {
        Optional<Instant> end = estimatedEnd(transfer, now);
        Pace pace = transfer.progress().pace();
        boolean running = transfer.state().active();
        boolean late = end.filter(estimate -> estimate.isAfter(close)).isPresent();
        Message message = message(transfer);
        return new TransferView(
                transfer.id().value(),
                nameOf(transfer.state()),
                reason(transfer.state()).map(WaitReason::name),
                message.sentence.formatted(transfer.counts().failed().items()),
                message.code(),
                goesOnAt(transfer.state()).map(Instant::toString),
                transfer.account().email(),
                transfer.grant().isPresent(),
                CountsView.of(transfer.counts()),
                running ? pace.bytesPerSecond(now) : Optional.empty(),
                running ? pace.itemsPerSecond(now) : Optional.empty(),
                end.map(Instant::toString),
                late ? Optional.of(warning(close)) : Optional.empty(),
                late ? Optional.of(Warning.ENDS_AFTER_CLOSE.code()) : Optional.empty(),
                missingRoom(transfer),
                transfer.startedAt().toString(),
                endedAt(transfer.state()).map(Instant::toString),
                TransferRules.sensibleRetry(transfer).map(Instant::toString),
                possibleRetry(transfer, now).map(Instant::toString),
                StartRules.SWITCHES_MAX - transfer.switches(),
                lookAgain(transfer.state(), now));
    }

    /** When a transfer ended; nothing while something is left to do without the user. */
    public static Optional<Instant> endedAt(TransferState state) {
        return switch (state) {
            case TransferState.Active _ -> Optional.empty();
            case TransferState.Ended ended -> Optional.of(ended.at());
        };
    }

    private static long lookAgain(TransferState state, Instant now) {
        return switch (state) {
            case TransferState.Counting _ -> NextLook.WORKING_SECONDS;
            case TransferState.Running _ -> NextLook.WORKING_SECONDS;
            case TransferState.Waiting _ ->
                goesOnAt(state).map(time -> NextLook.secondsUntil(time, now)).orElse(NextLook.IDLE_SECONDS);
            case TransferState.Ended _ -> NextLook.IDLE_SECONDS;
        };
    }

    /** Adds the work to the end of a wait. There is no estimate until an ended transfer is resumed. */
    private static Optional<Instant> estimatedEnd(Transfer transfer, Instant now) {
        Optional<Duration> work = transfer.progress()
                .pace()
                .endOf(transfer.counts().pending(), now)
                .map(end -> Duration.between(now, end));
        return switch (transfer.state()) {
            case TransferState.Counting _, TransferState.Ended _ -> Optional.empty();
            case TransferState.Running _ -> work.map(now::plus);
            case TransferState.Waiting waiting -> work.map(waiting.wakeAt()::plus);
        };
    }

    /** A state as users and receipts know it. */
    public static String nameOf(TransferState state) {
        return switch (state) {
            case TransferState.Counting _ -> "counting";
            case TransferState.Running _ -> "running";
            case TransferState.Waiting _ -> "waiting";
            case TransferState.Stopped _ -> "stopped";
            case TransferState.Finished _ -> "finished";
            case TransferState.Closed _ -> "closed";
            case TransferState.GaveUp _ -> "gave-up";
        };
    }

    private static Message message(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Counting _ -> Message.COUNTING;
            case TransferState.Running _ -> Message.MOVING;
            case TransferState.Waiting waiting -> waiting(waiting.reason());
            case TransferState.Stopped _ -> transfer.grant().isPresent() ? Message.STOPPED : Message.DISCONNECTED;
            case TransferState.Finished _ -> finished(transfer.counts());
            case TransferState.Closed _ -> Message.CLOSED;
            case TransferState.GaveUp _ -> Message.GAVE_UP;
        };
    }

    private static Message waiting(WaitReason reason) {
        return switch (reason) {
            case ROOM -> Message.WAITING_FOR_ROOM;
            case CONSENT -> Message.WAITING_FOR_CONSENT;
            case QUOTA -> Message.WAITING_FOR_QUOTA;
            case SHARE -> Message.WAITING_FOR_SHARE;
            case BUSY -> Message.GOOGLE_BUSY;
            case TROUBLE -> Message.GOOGLE_IN_TROUBLE;
        };
    }

    private static Message finished(Counts counts) {
        if (counts.failed().items() == 0) {
            return Message.FINISHED;
        }
        return counts.retryable().items() == 0 ? Message.FINISHED_SOME_REFUSED : Message.FINISHED_SOME_FAILED;
    }

    private static Optional<Instant> possibleRetry(Transfer transfer, Instant now) {
        return TransferRules.sensibleRetry(transfer)
                .flatMap(_ -> TransferRules.nextRetry(transfer))
                .filter(now::isBefore);
    }

    private static Optional<WaitReason> reason(TransferState state) {
        return state instanceof TransferState.Waiting waiting ? Optional.of(waiting.reason()) : Optional.empty();
    }

    /** Only the user can end a wait for consent. */
    private static Optional<Instant> goesOnAt(TransferState state) {
        return state instanceof TransferState.Waiting waiting && waiting.reason() != WaitReason.CONSENT
                ? Optional.of(waiting.wakeAt())
                : Optional.empty();
    }

    private static String warning(Instant close) {
        return "At this rate the transfer does not end before the close at " + close
                + ". Download an archive as well, to be sure of your photos.";
    }

    private static Optional<RoomView> missingRoom(Transfer transfer) {
        return transfer.room() instanceof RoomCheck.Missing missing && transfer.state() instanceof TransferState.Waiting
                ? Optional.of(
                        RoomView.of(missing.room(), transfer.counts().pending().bytes()))
                : Optional.empty();
    }
}
