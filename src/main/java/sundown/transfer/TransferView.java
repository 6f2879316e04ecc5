package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.edge.ApiResponse.NextLook;
import sundown.edge.Code;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/**
 * A transfer as its user sees it. Sizes are bytes, rates are per second.
 *
 * @param state the {@link TransferState#code}
 * @param reason why it waits
 * @param message the state in words
 * @param code of the message: a {@link Message}
 * @param goesOnAt when it continues by itself
 * @param connected whether Sundown can use the account; false once the consent has been given back
 * @param warning present when the estimated end lies past the close
 * @param warningCode of the warning: a {@link Warning}
 * @param room the missing room as last known, while it waits for any reason
 * @param endedAt when it ended; absent while something is left to do without the user
 * @param retrySensibleAt when a retry of failed items is likely to succeed; absent when none can be tried again
 * @param retryPossibleAt when failed items may be tried again, if not now
 * @param albums what became of the albums, once it has ended
 * @param hidden the private items that are not moved
 * @param choice the part of the gallery that is moved, unless it is all
 * @param lookAgainInSeconds how long to wait until the next look
 */
@RegisterForReflection
public record TransferView(
        TransferId id,
        String state,
        Optional<WaitReason> reason,
        String message,
        String code,
        Optional<Instant> goesOnAt,
        String googleAccount,
        boolean connected,
        CountsView items,
        Optional<Double> bytesPerSecond,
        Optional<Double> itemsPerSecond,
        Optional<Instant> estimatedEnd,
        Optional<String> warning,
        Optional<String> warningCode,
        Optional<RoomView> room,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> retrySensibleAt,
        Optional<Instant> retryPossibleAt,
        int switchesLeft,
        Optional<AlbumsView> albums,
        Tally hidden,
        Optional<Choice.ChoiceView> choice,
        long lookAgainInSeconds) {

    /** The state in words. */
    public enum Message implements Code {
        COUNTING("We are counting your photos; then they go on their way to Google Photos."),
        MOVING("Your photos are on their way to Google Photos."),
        WAITING_FOR_ROOM("There is not enough room in your Google account. Free or buy some, or go on without: resume"
                + " the transfer."),
        WAITING_FOR_CONSENT(
                "Google says that you withdrew your consent. Sign in to the same Google account again to go on."),
        WAITING_FOR_QUOTA("Google takes only so many requests at a time; your transfer goes on by itself."),
        WAITING_FOR_SHARE("Your share of today's requests to Google is used up, so that other people's photos move,"
                + " too; your transfer goes on by itself."),
        GOOGLE_BUSY("Google asks us to slow down; your transfer goes on by itself."),
        GOOGLE_IN_TROUBLE("Google does not answer as it should; we try again by ourselves."),
        STOPPED("You stopped the transfer. You can go on with it."),
        DISCONNECTED("You stopped the transfer and disconnected your Google account. Connect it again to go on."),
        FINISHED("All your photos are in Google Photos."),
        FINISHED_PART("The photos that you chose are in Google Photos. You can choose others."),
        FINISHED_SOME_FAILED("Your photos are in Google Photos, but for %d that failed. You can see which, try them"
                + " again, or download an archive."),
        FINISHED_SOME_REFUSED("Your photos are in Google Photos, but for %d that Google Photos does not take. You can"
                + " see which, and download an archive to have them."),
        CLOSED("Exports have ended. What had been moved by then is in Google Photos."),
        NOT_ALLOWED("This Google account may not use Google Photos, as accounts of a company, a school, or a child. Use"
                + " another account, ask whoever manages it, or download an archive."),
        GAVE_UP(
                "Google Photos refuses the transfer. Some accounts may not use it: of a company, a school, or a child. You"
                        + " can try again, use another account, or download an archive.");

        private final String sentence;

        Message(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The code of a warning. */
    public enum Warning implements Code {
        ENDS_AFTER_CLOSE
    }

    /** Counts; done + duplicate + failed + skipped + pending = total. */
    @RegisterForReflection
    public record CountsView(Tally total, Tally done, Tally duplicate, Tally failed, Tally skipped, Tally pending) {
        /** The counts of a transfer. */
        public static CountsView of(Counts counts) {
            return new CountsView(
                    counts.total(),
                    counts.done(),
                    counts.duplicate(),
                    counts.failed(),
                    counts.skipped(),
                    counts.pending());
        }
    }

    /**
     * The albums at Google.
     *
     * @param lost how many more there may be, without items: Google did not answer when they were created
     * @param outside how many times an item could not be put into an album
     */
    @RegisterForReflection
    public record AlbumsView(long created, long lost, long outside) {
        private static Optional<AlbumsView> of(Progress progress) {
            return progress.albums().map(sum -> new AlbumsView(sum.created(), sum.lost(), progress.outside()));
        }
    }

    /** The missing room, and the offer that fits. */
    @RegisterForReflection
    public record RoomView(long bytesNeeded, long bytesFree, Optional<Room.Offer> offer) {
        static RoomView of(Room.Limited room, long needed, List<Room.Offer> offers) {
            return new RoomView(needed, room.free(), Room.Offer.fitting(offers, room, needed));
        }
    }

    /**
     * The view of a transfer.
     *
     * @param offers of more room, where the user is
     * @param close the group's close
     */
    public static TransferView of(Transfer transfer, List<Room.Offer> offers, Instant close, Instant now) {
        Optional<Instant> end = estimatedEnd(transfer, now);
        Optional<Pace> pace = Optional.of(transfer.progress().pace())
                .filter(_ -> transfer.state().active());
        Optional<Instant> late = end.filter(estimate -> estimate.isAfter(close));
        Optional<Instant> sensibleRetry = TransferRules.sensibleRetry(transfer);
        Optional<Instant> goesOnAt = goesOnAt(transfer.state());
        Message message = message(transfer);
        return new TransferView(
                transfer.id(),
                transfer.state().code(),
                transfer.state() instanceof TransferState.Waiting waiting
                        ? Optional.of(waiting.reason())
                        : Optional.empty(),
                message.sentence.formatted(transfer.counts().failed().items()),
                message.code(),
                goesOnAt,
                transfer.account().email(),
                transfer.grant().isPresent(),
                CountsView.of(transfer.counts()),
                pace.flatMap(moving -> moving.bytesPerSecond(now)),
                pace.flatMap(moving -> moving.itemsPerSecond(now)),
                end,
                late.map(_ -> "At this rate the transfer does not end before the close at " + close
                        + ". Download an archive as well, to be sure of your photos."),
                late.map(_ -> Warning.ENDS_AFTER_CLOSE.code()),
                missingRoom(transfer, offers),
                transfer.startedAt(),
                transfer.state().endedAt(),
                sensibleRetry,
                sensibleRetry.flatMap(_ -> TransferRules.nextRetry(transfer)).filter(now::isBefore),
                RequestRules.SWITCHES_MAX - transfer.switches(),
                AlbumsView.of(transfer.progress()),
                transfer.terms().hidden(),
                transfer.terms().choice().view(transfer.terms().notChosen()),
                lookAgain(transfer.state(), goesOnAt, now));
    }

    private static long lookAgain(TransferState state, Optional<Instant> goesOnAt, Instant now) {
        return switch (state) {
            case TransferState.Counting _, TransferState.Running _ -> NextLook.WORKING_SECONDS;
            case TransferState.Waiting _ ->
                goesOnAt.map(time -> NextLook.secondsUntil(time, now)).orElse(NextLook.IDLE_SECONDS);
            case TransferState.Ended _ -> NextLook.IDLE_SECONDS;
        };
    }

    /** Adds the work to the end of a wait. There is no estimate where the user has to act before it goes on. */
    private static Optional<Instant> estimatedEnd(Transfer transfer, Instant now) {
        Optional<Duration> work = transfer.progress()
                .pace()
                .endOf(transfer.counts().pending(), now)
                .map(end -> Duration.between(now, end));
        return switch (transfer.state()) {
            case TransferState.Counting _, TransferState.Ended _ -> Optional.empty();
            case TransferState.Running _ -> work.map(now::plus);
            case TransferState.Waiting waiting when waiting.reason() == WaitReason.CONSENT -> Optional.empty();
            case TransferState.Waiting waiting -> work.map(waiting.wakeAt()::plus);
        };
    }

    private static Message message(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Counting _ -> Message.COUNTING;
            case TransferState.Running _ -> Message.MOVING;
            case TransferState.Waiting waiting ->
                switch (waiting.reason()) {
                    case ROOM -> Message.WAITING_FOR_ROOM;
                    case CONSENT -> Message.WAITING_FOR_CONSENT;
                    case QUOTA -> Message.WAITING_FOR_QUOTA;
                    case SHARE -> Message.WAITING_FOR_SHARE;
                    case BUSY -> Message.GOOGLE_BUSY;
                    case TROUBLE -> Message.GOOGLE_IN_TROUBLE;
                };
            case TransferState.Stopped _ -> transfer.grant().isPresent() ? Message.STOPPED : Message.DISCONNECTED;
            case TransferState.Finished _ -> finished(transfer);
            case TransferState.Closed _ -> Message.CLOSED;
            case TransferState.NotAllowed _ -> Message.NOT_ALLOWED;
            case TransferState.GaveUp _ -> Message.GAVE_UP;
        };
    }

    private static Message finished(Transfer transfer) {
        Counts counts = transfer.counts();
        if (counts.failed().items() == 0) {
            boolean all = transfer.terms().notChosen().isEmpty()
                    && transfer.terms().hidden().items() == 0;
            return all ? Message.FINISHED : Message.FINISHED_PART;
        }
        return counts.retryable().items() == 0 ? Message.FINISHED_SOME_REFUSED : Message.FINISHED_SOME_FAILED;
    }

    /** Only the user can end a wait for consent. */
    private static Optional<Instant> goesOnAt(TransferState state) {
        return state instanceof TransferState.Waiting waiting && waiting.reason() != WaitReason.CONSENT
                ? Optional.of(waiting.wakeAt())
                : Optional.empty();
    }

    private static Optional<RoomView> missingRoom(Transfer transfer, List<Room.Offer> offers) {
        return transfer.room() instanceof RoomCheck.Missing missing && transfer.state() instanceof TransferState.Waiting
                ? Optional.of(
                        RoomView.of(missing.room(), transfer.counts().pending().bytes(), offers))
                : Optional.empty();
    }
}
