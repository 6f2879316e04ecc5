package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.timeline.Phase;

/** What happens to a transfer, and when: pure, a transfer and a time in, the next transfer or a decision out. */
public final class TransferRules {
    /**
     * How long after a batch began its transfer is looked after. Longer than the queue hides a message from other
     * workers (18 minutes), so that a batch that still runs is left alone.
     */
    static final Duration LEASE = Duration.ofMinutes(20);

    /** How soon a transfer is looked after whose first message may have been lost. */
    static final Duration FIRST_LEASE = Duration.ofMinutes(2);

    static final Duration ROOM_CHECK = Duration.ofHours(1);
    static final Duration LEAST_SLOW_DOWN = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** When a failure is likely to have passed, as Google advises. */
    static final Duration SENSIBLE_RETRY = Duration.ofHours(24);

    private TransferRules() {}

    /** What to do with a message. */
    public sealed interface Admission {
        /** Move the batch. */
        record Work() implements Admission {}

        /** This batch has been moved: send the message for the one that comes next. */
        record SendCurrent() implements Admission {}

        /** Nothing is to be done. */
        record Drop() implements Admission {}

        /** The close has come: end the transfer. */
        record Close() implements Admission {}
    }

    /** Decides on a message that has arrived. */
    public static Admission admit(Transfer transfer, TransferMessage message, Phase phase, Instant now) {
        if (!transfer.id().equals(message.transfer()) || !transfer.state().active()) {
            return new Admission.Drop();
        }
        if (phase == Phase.CLOSED) {
            return new Admission.Close();
        }
        int next = transfer.progress().batch();
        if (message.batch() != next) {
            return message.batch() < next ? new Admission.SendCurrent() : new Admission.Drop();
        }
        return parked(transfer.state(), now) ? new Admission.Drop() : new Admission.Work();
    }

    private static boolean parked(TransferState state, Instant now) {
        return state instanceof TransferState.Waiting waiting && now.isBefore(waiting.wakeAt());
    }

    /** A batch has its outcomes: counts, cursor and number move together; after the last batch the transfer ends. */
    public static Transfer committed(Transfer transfer, Batch batch, List<ItemOutcome> outcomes, Instant now) {
        Transfer further = transfer.with(transfer.progress().past(batch.lastItem(), outcomes, now));
        if (batch.last()) {
            return finished(further, now);
        }
        return transfer.state().active() ? further.in(running(transfer.state(), now)) : further;
    }

    /** A batch goes on with another message; it is looked after later than it would have been. */
    public static Transfer unfinished(Transfer transfer, Instant now) {
        return transfer.state().active() ? transfer.in(running(transfer.state(), now)) : transfer;
    }

    /** Nothing is left in this pass. A grant for which there is nothing left to do is forgotten. */
    public static Transfer finished(Transfer transfer, Instant now) {
        Transfer ended = transfer.with(transfer.progress().ended()).in(new TransferState.Finished(now));
        return ended.counts().failed().items() == 0 ? ended.granted(Optional.empty()) : ended;
    }

    /** The time to look after it is left as it is while it is far enough: each change costs writes to the index. */
    private static TransferState.Running running(TransferState before, Instant now) {
        if (before instanceof TransferState.Running running && running.checkAt().isAfter(now.plus(LEASE))) {
            return running;
        }
        return new TransferState.Running(now.plus(LEASE.multipliedBy(2)));
    }

    /**
     * The library, or our share of it, did not let the work go on: parks the transfer, never past the close. Only what
     * may be an item's fault counts against the batch's items.
     *
     * @param close the group's close
     */
    public static Transfer setBack(Transfer transfer, Answer.Setback setback, Instant close, Instant now) {
        if (!transfer.state().active()) {
            return transfer;
        }
        Transfer after = transfer.with(transfer.progress().afterSetback());
        int attempt = transfer.progress().attempt();
        return switch (setback) {
            case Answer.WaitFor wait -> after.in(waiting(WaitReason.BUSY, now.plus(slowDown(wait, attempt)), close));
            case Answer.WaitUntil wait -> transfer.in(waiting(WaitReason.QUOTA, wait.time(), close));
            case Answer.OutOfRoom ignored ->
                transfer.with(new RoomCheck.Open()).in(waiting(WaitReason.ROOM, now.plus(ROOM_CHECK), close));
            case Answer.ConsentGone ignored -> transfer.in(waiting(WaitReason.CONSENT, close, close));
            case Answer.Retry ignored ->
                after.in(waiting(WaitReason.TROUBLE, now.plus(doubled(Duration.ofSeconds(1), attempt)), close));
            case Answer.GiveUp ignored -> transfer.in(new TransferState.GaveUp(now));
        };
    }

    private static Duration slowDown(Answer.WaitFor wait, int attempt) {
        Duration own = doubled(LEAST_SLOW_DOWN, attempt);
        return own.compareTo(wait.least()) < 0 ? wait.least() : own;
    }

    private static Duration doubled(Duration first, int attempt) {
        Duration wait = first.multipliedBy(1L << Math.min(attempt, 12));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static TransferState.Waiting waiting(WaitReason reason, Instant wakeAt, Instant close) {
        return new TransferState.Waiting(reason, wakeAt.isBefore(close) ? wakeAt : close);
    }

    /**
     * The library has said how much room there is: goes on, or waits and asks again in an hour. A user who goes on
     * without room, or who has stopped meanwhile, has the last word.
     */
    public static Transfer roomKnown(Transfer transfer, Room room, Instant close, Instant now) {
        if (transfer.room() instanceof RoomCheck.Settled) {
            return transfer;
        }
        return switch (room) {
            case Room.Unlimited ignored -> transfer.with(new RoomCheck.Settled());
            case Room.Limited limited
            when limited.holds(transfer.counts().pending().bytes()) -> transfer.with(new RoomCheck.Settled());
            case Room.Limited limited -> withoutRoom(transfer.with(new RoomCheck.Missing(limited)), close, now);
        };
    }

    private static Transfer withoutRoom(Transfer transfer, Instant close, Instant now) {
        return transfer.state().active()
                ? transfer.in(waiting(WaitReason.ROOM, now.plus(ROOM_CHECK), close))
                : transfer;
    }

    /** Its time has come, or it has not been heard of for long: runs again. Nothing when there is nothing to do. */
    public static Optional<Transfer> woken(Transfer transfer, Instant now) {
        return switch (transfer.state()) {
            case TransferState.Running running
            when !now.isBefore(running.checkAt()) -> Optional.of(rerun(transfer, now));
            case TransferState.Waiting waiting
            when !now.isBefore(waiting.wakeAt()) -> Optional.of(rerun(afterWait(transfer, waiting.reason(), now), now));
            case TransferState.Running ignored -> Optional.empty();
            case TransferState.Waiting ignored -> Optional.empty();
            case TransferState.Stopped ignored -> Optional.empty();
            case TransferState.Finished ignored -> Optional.empty();
            case TransferState.Closed ignored -> Optional.empty();
            case TransferState.GaveUp ignored -> Optional.empty();
        };
    }

    private static Transfer rerun(Transfer transfer, Instant now) {
        return transfer.in(new TransferState.Running(now.plus(LEASE)));
    }

    /** Waiting for the user says nothing of how fast his items move. */
    private static Transfer afterWait(Transfer transfer, WaitReason reason, Instant now) {
        return switch (reason) {
            case ROOM, CONSENT -> transfer.with(transfer.progress().resumedAt(now));
            case QUOTA, BUSY, TROUBLE -> transfer;
        };
    }

    /** The user stops it. A transfer that has ended stays as it is. */
    public static Transfer stopped(Transfer transfer, Instant now) {
        return transfer.state().active() ? transfer.in(new TransferState.Stopped(now)) : transfer;
    }

    /** The group's close came. */
    public static Transfer closed(Transfer transfer, Instant now) {
        return transfer.in(new TransferState.Closed(now)).granted(Optional.empty());
    }

    /** It goes on, beginning with its next message. */
    public static Transfer resumed(Transfer transfer, Instant now) {
        return transfer.with(transfer.progress().resumedAt(now)).in(new TransferState.Running(now.plus(FIRST_LEASE)));
    }

    /** What failed is tried again. */
    public static Transfer retrying(Transfer transfer, Instant now) {
        return transfer.with(transfer.progress().retryingAt(now)).in(new TransferState.Running(now.plus(FIRST_LEASE)));
    }

    /** When trying failed items again makes sense; nothing when none failed. */
    public static Optional<Instant> sensibleRetry(Transfer transfer) {
        return transfer.counts().failed().items() == 0
                ? Optional.empty()
                : transfer.progress().lastFailure().map(last -> last.plus(SENSIBLE_RETRY));
    }
}
