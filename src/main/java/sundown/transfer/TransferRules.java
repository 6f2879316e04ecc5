package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import sundown.failure.Backoff;
import sundown.timeline.Dates.Phase;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.InventoryStore.Inventory.Ordered;
import sundown.transfer.Progress.AlbumSum;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Decides what happens to a transfer, and when. Pure: takes a transfer and a time, returns the next transfer. */
public final class TransferRules {
    /**
     * How long a message has, at least, before the sweep sends another. Longer than a run (5 minutes), so that the
     * sweep leaves a running one alone; shorter than the queue's visibility timeout (30 minutes), so that the message
     * of a worker that died is soon followed by one that is current.
     */
    public static final Duration LEASE = Duration.ofMinutes(20);

    /** The longest lease: if messages wait longer than half a day, a transfer gets one more a day, and no more. */
    static final Duration LEASE_MAX = Duration.ofDays(1);

    /** How much longer a message that was not heard of has, compared with the one before. */
    private static final int LEASE_GROWTH = 8;

    /** Longer than a run, so that a run changes the time of the check, and with it the index, once. */
    public static final Duration CHECK_SPARE = Duration.ofMinutes(10);

    /** How soon the sweep checks a new transfer, because its first message may be lost. */
    static final Duration FIRST_LEASE = Duration.ofMinutes(2);

    static final Duration ROOM_CHECK = Duration.ofHours(1);
    private static final Backoff SLOW_DOWN = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));
    private static final Backoff TROUBLE = new Backoff(Duration.ofSeconds(1), Duration.ofHours(1));

    /** A retry is likely to succeed so long after a failure, as Google advises. */
    static final Duration RETRY_DELAY = Duration.ofHours(24);

    /** How often a user may have failed items tried again: each retry costs requests that everybody shares. */
    static final Duration RETRY_PAUSE = Duration.ofHours(1);

    private TransferRules() {}

    /** The decision on a message. */
    public enum Admission {
        /** Move batches, beginning with the next. */
        WORK,
        /** Look whether the gallery is counted. */
        ASK_FOR_COUNT,
        /** Do nothing. */
        DROP,
        /** The close came. End the transfer. */
        CLOSE
    }

    /**
     * Decides on a message. One for a batch that is past is obeyed only when the lease is over: while it lives, another
     * message is on its way, and to obey both would double the transfer's messages for good.
     */
    public static Admission admit(Transfer transfer, TransferMessage message, Phase phase, Instant now) {
        if (!transfer.id().equals(message.transfer()) || !(transfer.state() instanceof TransferState.Active active)) {
            return Admission.DROP;
        }
        if (phase == Phase.CLOSED) {
            return Admission.CLOSE;
        }
        int next = transfer.progress().batch();
        boolean others = now.isBefore(active.dueAt());
        if (message.batch() > next || (message.batch() < next && others)) {
            return Admission.DROP;
        }
        return switch (active) {
            case TransferState.Counting _ -> Admission.ASK_FOR_COUNT;
            case TransferState.Waiting _ when others -> Admission.DROP;
            case TransferState.Running _, TransferState.Waiting _ -> Admission.WORK;
        };
    }

    /**
     * Since when the user waits for the first batch; nothing once a run has begun. A user who stops their transfer
     * before, or withdraws their consent, makes this wait longer.
     */
    static Optional<Instant> awaited(Transfer transfer) {
        boolean begun = transfer.progress().batch() > 1
                || transfer.progress().attempt() > 0
                || !(transfer.room() instanceof RoomCheck.Open);
        return transfer.state() instanceof TransferState.Running && !begun
                ? Optional.of(transfer.startedAt())
                : Optional.empty();
    }

    /**
     * Takes in how long a message waited in the queue. The next one has twice as long before it counts as lost, since a
     * queue that grows keeps it waiting longer.
     */
    static Transfer waited(Transfer transfer, Duration waited) {
        return leased(
                transfer, LEASE.plus(waited.truncatedTo(ChronoUnit.MINUTES).multipliedBy(2)));
    }

    private static Transfer leased(Transfer transfer, Duration lease) {
        return transfer.leased(lease.compareTo(LEASE_MAX) < 0 ? lease : LEASE_MAX);
    }

    /** The transfer at the batch after this one, as if all items of this one had moved. */
    static Transfer passBatch(Transfer transfer, Batch batch, Instant now) {
        List<ItemOutcome> moved = batch.entries().stream()
                .<ItemOutcome>map(entry -> new ItemOutcome.Done(entry.item(), entry.bytes()))
                .toList();
        return transfer.with(transfer.progress().passItems(batch.end(), moved, 0, now));
    }

    /** Counts a batch: counts, cursor and number change together. */
    public static Transfer batchCounted(
            Transfer transfer, Batch batch, List<ItemOutcome> outcomes, long outside, Instant now) {
        Transfer further = transfer.with(transfer.progress().passItems(batch.end(), outcomes, outside, now));
        return transfer.state().active() ? further.withState(running(transfer, now)) : further;
    }

    /** Continues a batch with another message, and moves the time of the sweep's check. */
    public static Transfer unfinished(Transfer transfer, Instant now) {
        return transfer.state().active() ? transfer.withState(running(transfer, now)) : transfer;
    }

    /** Ends a pass. Drops the grant unless failed items are left that can be tried again. */
    public static Transfer finished(Transfer transfer, AlbumSum albums, Instant now) {
        Transfer ended = transfer.with(transfer.progress().ended(albums)).withState(new TransferState.Finished(now));
        return ended.counts().retryable().items() == 0 ? ended.granted(Optional.empty()) : ended;
    }

    /** Keeps the time of the next check while it fits the lease, because each change writes to the index. */
    private static TransferState.Running running(Transfer before, Instant now) {
        Instant earliest = now.plus(before.lease());
        Instant latest = earliest.plus(CHECK_SPARE);
        return before.state() instanceof TransferState.Running running
                        && running.checkAt().isAfter(earliest)
                        && !running.checkAt().isAfter(latest)
                ? running
                : new TransferState.Running(latest);
    }

    /**
     * Parks the transfer after a setback, never past the close. Each setback in a row makes the wait longer.
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
            case Answer.WaitFor wait ->
                after.withState(waiting(WaitReason.BUSY, later(now, SLOW_DOWN.after(attempt), wait), close));
            case Answer.WaitUntil wait -> transfer.withState(waiting(WaitReason.QUOTA, wait.time(), close));
            case Answer.WaitForShare wait -> transfer.withState(waiting(WaitReason.SHARE, wait.time(), close));
            case Answer.OutOfRoom _ ->
                transfer.with(new RoomCheck.Open()).withState(waiting(WaitReason.ROOM, now.plus(ROOM_CHECK), close));
            case Answer.ConsentGone _ -> transfer.withState(waiting(WaitReason.CONSENT, close, close));
            case Answer.Retry _, Answer.Silent _ ->
                after.withState(waiting(WaitReason.TROUBLE, later(now, TROUBLE.after(attempt), setback), close));
            case Answer.NoLibrary _ -> transfer.withState(new TransferState.NotAllowed(now));
            case Answer.GiveUp _ -> transfer.withState(new TransferState.GaveUp(now));
        };
    }

    private static Instant later(Instant now, Duration pause, Answer.Setback setback) {
        return now.plus(pause.compareTo(setback.least()) < 0 ? setback.least() : pause);
    }

    /**
     * Parks the transfer while the library is silent. However often this happens, it counts as one setback, so that no
     * later wait is longer. The time until the first batch is not measured after it.
     *
     * @param until when the transfer looks whether the library answers again
     */
    static Transfer heldBack(Transfer transfer, Instant until, Instant close) {
        if (!transfer.state().active()) {
            return transfer;
        }
        Progress progress = transfer.progress();
        return transfer.with(progress.attempt() == 0 ? progress.afterSetback() : progress)
                .withState(waiting(WaitReason.TROUBLE, until, close));
    }

    private static TransferState.Waiting waiting(WaitReason reason, Instant wakeAt, Instant close) {
        return new TransferState.Waiting(reason, wakeAt.isBefore(close) ? wakeAt : close);
    }

    /**
     * Takes in how much room there is: the transfer continues, or waits and asks again in an hour. It respects that the
     * user has decided to continue without room, or has stopped the transfer.
     */
    public static Transfer roomKnown(Transfer transfer, Room room, Instant close, Instant now) {
        if (transfer.room() instanceof RoomCheck.Settled) {
            return transfer;
        }
        return switch (room) {
            case Room.Unlimited _ -> transfer.with(new RoomCheck.Settled());
            case Room.Limited limited
            when limited.holds(transfer.counts().pending().bytes()) -> transfer.with(new RoomCheck.Settled());
            case Room.Limited limited -> {
                Transfer missing = transfer.with(new RoomCheck.Missing(limited));
                yield missing.state().active()
                        ? missing.withState(waiting(WaitReason.ROOM, now.plus(ROOM_CHECK), close))
                        : missing;
            }
        };
    }

    /**
     * Runs a transfer again when its wait is over or its message seems lost; nothing when it is not due. A message that
     * seems lost may still wait in the queue, so the next one has longer.
     */
    public static Optional<Transfer> woken(Transfer transfer, Instant now) {
        if (!(transfer.state() instanceof TransferState.Active active) || now.isBefore(active.dueAt())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (active) {
                    case TransferState.Counting _ -> stillCounting(unheardOf(transfer), now);
                    case TransferState.Running _ -> leasedFrom(unheardOf(transfer), now);
                    case TransferState.Waiting waiting -> leasedFrom(afterWait(transfer, waiting.reason(), now), now);
                });
    }

    private static Transfer unheardOf(Transfer transfer) {
        return leased(transfer, transfer.lease().multipliedBy(LEASE_GROWTH));
    }

    private static Transfer leasedFrom(Transfer transfer, Instant now) {
        return transfer.withState(new TransferState.Running(now.plus(transfer.lease())));
    }

    /** A wait for the user says nothing about how fast items move. */
    private static Transfer afterWait(Transfer transfer, WaitReason reason, Instant now) {
        return switch (reason) {
            case ROOM, CONSENT -> transfer.with(transfer.progress().resumedAt(now));
            case QUOTA, SHARE, BUSY, TROUBLE -> transfer;
        };
    }

    /** Stops a transfer for its user. An ended transfer stays as it is. */
    public static Transfer stopped(Transfer transfer, Instant now) {
        return transfer.state().active() ? transfer.withState(new TransferState.Stopped(now)) : transfer;
    }

    /** Ends a transfer at the group's close. */
    public static Transfer closed(Transfer transfer, Instant now) {
        return transfer.withState(new TransferState.Closed(now)).granted(Optional.empty());
    }

    /**
     * Continues a transfer with its next message. A transfer that was stopped before its gallery was counted waits for
     * the count.
     */
    public static Transfer resumed(Transfer transfer, Instant now) {
        Instant checkAt = now.plus(FIRST_LEASE);
        return transfer.with(transfer.progress().resumedAt(now))
                .withState(
                        transfer.galleryCounted()
                                ? new TransferState.Running(checkAt)
                                : new TransferState.Counting(checkAt));
    }

    /**
     * Moves the time of the sweep's look at a transfer that waits for the count. Comes before the look at the count, so
     * that the end of a count in between finds another version, and sends another message.
     */
    static Transfer stillCounting(Transfer transfer, Instant now) {
        return transfer.withState(new TransferState.Counting(now.plus(transfer.lease())));
    }

    /** Starts a transfer that waited for the count of its gallery, if it still does. */
    static Transfer galleryCounted(Transfer transfer, Ordered gallery, Instant now) {
        if (!(transfer.state() instanceof TransferState.Counting)) {
            return transfer;
        }
        Progress progress = transfer.progress().counted(gallery.chosen().taken(), now);
        return leasedFrom(transfer.with(transfer.terms().counted(gallery)).with(progress), now);
    }

    /** Starts another pass over the failed items. */
    public static Transfer retrying(Transfer transfer, Instant now) {
        return transfer.with(transfer.progress().retryingAt(now))
                .withState(new TransferState.Running(now.plus(FIRST_LEASE)));
    }

    /** When a retry of failed items is likely to succeed; nothing when none can be tried again. */
    public static Optional<Instant> sensibleRetry(Transfer transfer) {
        return transfer.counts().retryable().items() == 0
                ? Optional.empty()
                : transfer.progress().lastFailure().map(last -> last.plus(RETRY_DELAY));
    }

    /** When failed items may be tried again after the retry before; nothing when they have not been. */
    public static Optional<Instant> nextRetry(Transfer transfer) {
        return transfer.progress().lastRetry().map(last -> last.plus(RETRY_PAUSE));
    }
}
