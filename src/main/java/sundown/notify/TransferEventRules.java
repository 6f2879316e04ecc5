package sundown.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Derives the event of a change of a transfer: pure. */
final class TransferEventRules {
    /** A wait for the next minute's quota gives no event; a wait for the next day's quota does. */
    static final Duration SILENT_WAIT_MAX = Duration.ofHours(1);

    private TransferEventRules() {}

    /** The event of a change; nothing when the state did not change. */
    static Optional<Event> event(Change.OfTransfer change) {
        Transfer after = change.after();
        Optional<Transfer> before = change.before().filter(row -> row.id().equals(after.id()));
        if (before.map(Transfer::state).equals(Optional.of(after.state()))) {
            return Optional.empty();
        }
        return switch (after.state()) {
            case TransferState.Counting _, TransferState.Running _, TransferState.Stopped _ -> Optional.empty();
            case TransferState.Waiting waiting ->
                paused(before, waiting, change.at()) ? Optional.of(paused(change, waiting)) : Optional.empty();
            case TransferState.Finished _ ->
                Optional.of(new Event.TransferFinished(
                        id("transfer-finished", after), change.at(), after.user(), after.counts()));
            case TransferState.Closed _ -> Optional.of(failed(change, Event.FailureCause.CLOSED));
            case TransferState.NotAllowed _ -> Optional.of(failed(change, Event.FailureCause.NOT_ALLOWED));
            case TransferState.GaveUp _ -> Optional.of(failed(change, Event.FailureCause.GAVE_UP));
        };
    }

    private static boolean paused(Optional<Transfer> before, TransferState.Waiting waiting, Instant at) {
        return switch (waiting.reason()) {
            case ROOM -> !knownToLackRoom(before);
            case CONSENT -> !waitsFor(WaitReason.CONSENT, before);
            case QUOTA, SHARE -> !waitsFor(waiting.reason(), before) && longWait(waiting, at);
            case BUSY, TROUBLE -> false;
        };
    }

    /** The transfer checks for room every hour and runs meanwhile; it still knows that room is missing. */
    private static boolean knownToLackRoom(Optional<Transfer> before) {
        return waitsFor(WaitReason.ROOM, before)
                || before.map(Transfer::room)
                        .filter(RoomCheck.Missing.class::isInstance)
                        .isPresent();
    }

    private static boolean waitsFor(WaitReason reason, Optional<Transfer> transfer) {
        return transfer.map(Transfer::state)
                .filter(state -> state instanceof TransferState.Waiting waiting && waiting.reason() == reason)
                .isPresent();
    }

    private static boolean longWait(TransferState.Waiting waiting, Instant at) {
        return waiting.wakeAt().isAfter(at.plus(SILENT_WAIT_MAX));
    }

    private static Event paused(Change.OfTransfer change, TransferState.Waiting waiting) {
        Transfer after = change.after();
        Optional<Instant> goesOnAt =
                waiting.reason() == WaitReason.CONSENT ? Optional.empty() : Optional.of(waiting.wakeAt());
        return new Event.TransferPaused(
                id("transfer-paused", after), change.at(), after.user(), waiting.reason(), goesOnAt);
    }

    private static Event failed(Change.OfTransfer change, Event.FailureCause cause) {
        Transfer after = change.after();
        return new Event.TransferFailed(id("transfer-failed", after), change.at(), after.user(), cause, after.counts());
    }

    /** A transfer may reach the same state again, but each save has its own version. */
    private static EventId id(String event, Transfer transfer) {
        return EventId.of(event, transfer.user(), transfer.id().value(), transfer.version());
    }
}
