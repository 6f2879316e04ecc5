package sundown.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.transfer.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.WaitReason;

/** Of which changes of a transfer its user is told: pure. */
final class TransferEventRules {
    /** A wait for the quota of a minute is none that anybody is told of; one for that of the next day is. */
    static final Duration LONG_WAIT = Duration.ofHours(1);

    private TransferEventRules() {}

    /** The event that a change comes to; nothing where the state was the same before. */
    static Optional<Event> event(Change.OfTransfer change) {
        Transfer after = change.after();
        Optional<Transfer> before = change.before().filter(row -> row.id().equals(after.id()));
        if (before.map(Transfer::state).equals(Optional.of(after.state()))) {
            return Optional.empty();
        }
        return switch (after.state()) {
            case TransferState.Running _, TransferState.Stopped _ -> Optional.empty();
            case TransferState.Waiting waiting ->
                paused(before, waiting, change.at()) ? Optional.of(paused(change, waiting)) : Optional.empty();
            case TransferState.Finished _ ->
                Optional.of(new Event.TransferFinished(
                        id("transfer-finished", after), change.at(), after.user(), after.counts()));
            case TransferState.Closed _ -> Optional.of(failed(change, Event.FailureCause.CLOSED));
            case TransferState.GaveUp _ -> Optional.of(failed(change, Event.FailureCause.GAVE_UP));
        };
    }

    private static boolean paused(Optional<Transfer> before, TransferState.Waiting waiting, Instant at) {
        return switch (waiting.reason()) {
            case ROOM -> !knownToLackRoom(before);
            case CONSENT -> !waitsFor(WaitReason.CONSENT, before);
            case QUOTA -> !waitsFor(WaitReason.QUOTA, before) && longWait(waiting, at);
            case BUSY, TROUBLE -> false;
        };
    }

    /** Room is asked for every hour, and the transfer runs meanwhile; what is missing stays known. */
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
        return waiting.wakeAt().isAfter(at.plus(LONG_WAIT));
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

    /** A transfer may come to the same state again; each save has a version of its own. */
    private static EventId id(String event, Transfer transfer) {
        return EventId.of(event, transfer.user(), transfer.id().value(), transfer.version());
    }
}
