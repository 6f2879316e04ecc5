package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.UntilSaved;
import sundown.failure.Waiting;
import sundown.hold.Exports;
import sundown.media.Choice;
import sundown.metrics.Metric;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.timeline.Dates;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;

/**
 * Moves one user's items, batch after batch; runs once per message of the transfer queue. Every path ends with a
 * transfer that has a message on its way, a time to wake, or an end.
 */
@Singleton
public record TransferBatchFunction(
        QueueEdge edge,
        TransferStore transfers,
        MessageQueue<TransferMessage> queue,
        Exports exports,
        Consents consents,
        Inventories inventories,
        BatchMover mover,
        LibraryBreaker breaker,
        Supplier<ExecutorService> threads,
        MessageQueue<RefundMessage> refunds,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(TransferBatchFunction.class);

    /** Takes {@link TransferMessage}s. */
    @Funq("transfer-batch")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handleInOrder(event, TransferMessage::read, this::work);
    }

    private void work(TransferMessage message, Duration waited) {
        Instant started = clock.instant();
        Optional<Transfer> found = transfers.find(message.user());
        Optional<Dates> dates = exports.datesOf(message.user());
        if (found.isEmpty() || dates.isEmpty()) {
            LOG.warnf("transfer %s: there is no such transfer, or nothing ends for its user", message.transfer());
            return;
        }
        Transfer transfer = found.get();
        Instant now = clock.instant();
        switch (TransferRules.admit(transfer, message, dates.get().phaseAt(now), now)) {
            case WORK ->
                move(
                        TransferRules.waited(transfer, waited),
                        message,
                        started,
                        dates.get().close());
            case ASK_FOR_COUNT -> startOnceCounted(TransferRules.waited(transfer, waited), message);
            case DROP -> drop(transfer, message);
            case CLOSE ->
                save(transfer, current -> TransferRules.closed(current, clock.instant()))
                        .ifPresent(saved -> giveBackConsent(transfer, saved));
        }
    }

    /** While the library is silent, parks the transfer before it draws or calls. */
    private void move(Transfer transfer, TransferMessage message, Instant started, Instant close) {
        LibraryBreaker.Passage passage = breaker.passage(transfer.user());
        if (passage instanceof LibraryBreaker.Shut shut) {
            LOG.infof("transfer %s: waits, since the library is silent", transfer.id());
            save(transfer, current -> TransferRules.heldBack(current, shut.until(), close))
                    .ifPresent(TransferBatchFunction::reportSetback);
            return;
        }
        TransferRules.awaited(transfer)
                .ifPresent(since -> Metric.TRANSFER_START.report(Duration.between(since, clock.instant())));
        new Run(transfer, message, started, close, passage).go();
    }

    /**
     * Starts a transfer whose gallery is counted; otherwise the end of the count sends a message. The first batch goes
     * with a message of its own, like every other.
     */
    private void startOnceCounted(Transfer transfer, TransferMessage message) {
        Optional<Transfer> counting = transfers.save(TransferRules.stillCounting(transfer, clock.instant()));
        counting.flatMap(current -> inventories
                        .known(current.user())
                        .filter(inventory -> inventory.count().isEmpty())
                        .flatMap(inventory -> started(current, inventory)))
                .flatMap(transfers::save)
                .ifPresent(started -> send(started, message));
    }

    /** A count that began before may have written no order, or one for another choice. */
    private Optional<Transfer> started(Transfer transfer, Inventory inventory) {
        Choice choice = transfer.terms().choice();
        Optional<Inventory.Ordered> ordered = inventory.ordered(choice);
        if (ordered.isEmpty()) {
            inventories.order(transfer.user(), choice);
        }
        return ordered.map(order -> TransferRules.galleryCounted(transfer, order, clock.instant()));
    }

    /** The message also comes again when its worker finished the transfer and died before it requested the refund. */
    private void drop(Transfer transfer, TransferMessage message) {
        LOG.infof("transfer %s: batch %d is not wanted any more", message.transfer(), message.batch());
        if (transfer.id().equals(message.transfer())) {
            requestRefund(transfer, message);
        }
    }

    private void requestRefund(Transfer transfer, TransferMessage message) {
        if (transfer.state() instanceof TransferState.Finished) {
            refunds.send(new RefundMessage(transfer.user(), Trigger.TRANSFER_FINISHED, message.correlation()));
        }
    }

    /** Comes last: a worker that dies here leaves a token that nobody uses, which its user can withdraw at Google. */
    private void giveBackConsent(Transfer before, Transfer saved) {
        if (saved.grant().isEmpty()) {
            consents.giveBack(before);
        }
    }

    /** Its user may have stopped it meanwhile, which is no setback. */
    private static void reportSetback(Transfer parked) {
        if (parked.state() instanceof TransferState.Waiting waiting) {
            Metric.TRANSFER_SETBACKS.report(waiting.reason().name(), 1);
        } else if (parked.state() instanceof TransferState.GaveUp) {
            Metric.TRANSFER_SETBACKS.report("GAVE_UP", 1);
        }
    }

    private void send(Transfer transfer, TransferMessage message) {
        queue.send(transfer.message(message.correlation()));
    }

    /**
     * Saves a change of a transfer. If somebody else saved the transfer meanwhile (the user stopped it, for example),
     * applies the change to what they saved, or drops it when another batch is now the next.
     */
    private Optional<Transfer> save(Transfer transfer, UnaryOperator<Transfer> change) {
        Optional<Transfer> saved = UntilSaved.save(
                Optional.of(change.apply(transfer)),
                () -> transfers
                        .find(transfer.user())
                        .filter(other -> other.id().equals(transfer.id())
                                && other.progress().batch()
                                        == transfer.progress().batch())
                        .map(change),
                transfers::save);
        if (saved.isEmpty()) {
            LOG.infof("transfer %s: another worker was faster", transfer.id());
        }
        return saved;
    }

    /**
     * The run that a message begins: it moves batch after batch until its time is over or the transfer has to wait, and
     * then sends its successor. It reads the transfer, opens its grant and asks for access once.
     */
    private final class Run {
        private final TransferMessage message;
        private final Instant close;
        private BatchMover.Means means;
        private LibraryBreaker.Passage passage;
        private Transfer transfer;
        private Instant batchBegan;
        private Optional<Answer.AccessAnswer> known = Optional.empty();

        /**
         * Begins with a transfer.
         *
         * @param started when the function started
         */
        private Run(
                Transfer transfer,
                TransferMessage message,
                Instant started,
                Instant close,
                LibraryBreaker.Passage passage) {
            this.transfer = transfer;
            this.message = message;
            this.close = close;
            this.passage = passage;
            this.means = mover.means(this::access, started, close, isTrial());
            this.batchBegan = started;
        }

        private void go() {
            try {
                if (transfer.room() instanceof RoomCheck.Settled || hasRoom()) {
                    moveAll();
                }
            } catch (PermanentFailure refused) {
                LOG.errorf(
                        LoggableFailure.of(refused),
                        "transfer %s: batch %d cannot be moved",
                        transfer.id(),
                        transfer.progress().batch());
                park(new Answer.GiveUp("a port refused"));
            } finally {
                breaker.undecided(passage);
            }
        }

        private boolean isTrial() {
            return passage instanceof LibraryBreaker.Trial;
        }

        /** Takes in what a setback says of the library, before the transfer is parked. */
        private void heed(Answer.Setback setback) {
            switch (setback) {
                case Answer.Silent _ -> passage = breaker.silent(passage, transfer.user());
                case Answer.WaitFor _, Answer.OutOfRoom _ -> heedAnswer();
                case Answer.WaitUntil _,
                        Answer.WaitForShare _,
                        Answer.ConsentGone _,
                        Answer.Retry _,
                        Answer.NoLibrary _,
                        Answer.GiveUp _ -> {
                    // It may not be the library that said so.
                }
            }
        }

        private void heedAnswer() {
            passage = breaker.answered(passage);
            means = means.answered();
        }

        private Answer.AccessAnswer access() {
            if (known.isEmpty()) {
                known = Optional.of(consents.access(transfer));
            }
            return known.get();
        }

        /**
         * Asks for the room, and parks the transfer unless there is enough. Comes before the draw from the quota,
         * because a transfer that waits for room would draw in vain each hour. A silence counts in a trial only: others
         * may go on without an answer about their room.
         */
        private boolean hasRoom() {
            return switch (consents.room(access())) {
                case RoomAnswer.Known found -> isEnough(found.room());
                case RoomAnswer.NotKnown unknown -> {
                    if (isTrial()) {
                        heed(unknown.why());
                    }
                    park(unknown.why());
                    yield false;
                }
            };
        }

        private boolean isEnough(Room room) {
            Instant now = clock.instant();
            Transfer asked = TransferRules.roomKnown(transfer, room, close, now);
            if (asked.room() instanceof RoomCheck.Settled) {
                transfer = asked;
                return true;
            }
            save(transfer, current -> TransferRules.roomKnown(current, room, close, now))
                    .ifPresent(TransferBatchFunction::reportSetback);
            return false;
        }

        /** On return, no further upload begins, and the uploads that have begun are over. */
        private void moveAll() {
            try (ExecutorService ahead = threads.get();
                    BatchUploader.Halt _ = means.halt()) {
                Optional<Future<BatchUploader.Prepared>> next = Optional.of(preparing(transfer, ahead));
                while (next.isPresent()) {
                    next = move(waitedFor(next.get()), ahead);
                }
            }
        }

        private static BatchUploader.Prepared waitedFor(Future<BatchUploader.Prepared> preparing) {
            return Waiting.until(preparing::get, "preparing a batch");
        }

        private Future<BatchUploader.Prepared> preparing(Transfer at, ExecutorService ahead) {
            Correlation correlation = Correlation.current();
            return ahead.submit(() -> correlation.during(() -> mover.prepare(at, means)));
        }

        /** Finishes a batch while the next is prepared; returns the next if this run goes on with it. */
        private Optional<Future<BatchUploader.Prepared>> move(BatchUploader.Prepared prepared, ExecutorService ahead) {
            Optional<Future<BatchUploader.Prepared>> next = Optional.of(prepared)
                    .filter(batch -> batch.leads()
                            && !BatchMover.alone(transfer, means)
                            && !firstInNoAlbum(batch)
                            && !means.halt().now())
                    .map(batch -> preparing(TransferRules.passBatch(transfer, batch.batch(), clock.instant()), ahead));
            switch (mover.finish(transfer, prepared, means)) {
                case BatchMover.Moved moved -> {
                    return count(moved) ? next.or(() -> preparingInTime(ahead)) : Optional.empty();
                }
                case BatchUploader.SetBack setBack -> setBack(worst(setBack.why(), next));
                case BatchUploader.Unfinished _ -> handOn();
                case BatchMover.NothingLeft _ -> end();
            }
            return Optional.empty();
        }

        /**
         * True for the first batch of a run if its album is still to be created: an earlier run may have waited for the
         * requests of both. A batch beside it would take them, and wait for others, again and again.
         */
        private boolean firstInNoAlbum(BatchUploader.Prepared prepared) {
            return transfer.progress().batch() == message.batch() && mover.lacksAlbum(transfer, prepared.batch());
        }

        private void setBack(Answer.Setback why) {
            heed(why);
            park(why);
        }

        /** The next batch if there is time for it; otherwise it is left to the successor. */
        private Optional<Future<BatchUploader.Prepared>> preparingInTime(ExecutorService ahead) {
            if (means.halt().now()) {
                sendNext();
                return Optional.empty();
            }
            return Optional.of(preparing(transfer, ahead));
        }

        /** Google may have asked to wait when it got the bytes of the next batch. */
        private Answer.Setback worst(Answer.Setback why, Optional<Future<BatchUploader.Prepared>> next) {
            means.halt().stop();
            return next.flatMap(ahead -> waitedFor(ahead).setback())
                    .flatMap(other -> BatchRules.worst(List.of(why, other)))
                    .orElse(why);
        }

        /** Ends the run once the user has given another consent, so that no answer is taken for one about this. */
        private boolean count(BatchMover.Moved moved) {
            Transfer before = transfer;
            UnaryOperator<Transfer> change = current -> TransferRules.batchCounted(
                    current.with(before.room()), moved.batch(), moved.outcomes(), moved.outside(), clock.instant());
            if (!saves(change)) {
                return false;
            }
            LOG.infof(
                    "transfer %s: batch %d counted",
                    transfer.id(), before.progress().batch());
            report(moved.outcomes());
            means = means.counted(moved);
            if (moved.outcomes().stream().anyMatch(outcome -> !(outcome instanceof ItemOutcome.Failed))) {
                heedAnswer();
            }
            boolean goesOn = transfer.state() instanceof TransferState.Running
                    && transfer.grant().equals(before.grant());
            if (!goesOn) {
                sendNext();
                ended(before);
            }
            return goesOn;
        }

        /** Batches overlap: one takes as long as it keeps the next one waiting. */
        private void report(List<ItemOutcome> outcomes) {
            Instant now = clock.instant();
            Metric.BATCH_DURATION.report(Duration.between(batchBegan, now));
            batchBegan = now;
            outcomes.stream()
                    .collect(Collectors.groupingBy(ItemOutcome::label, Collectors.counting()))
                    .forEach(Metric.ITEMS_MOVED::report);
            Metric.BYTES_MOVED.report(outcomes.stream()
                    .filter(ItemOutcome.Done.class::isInstance)
                    .mapToLong(ItemOutcome::bytes)
                    .sum());
        }

        private void end() {
            Transfer before = transfer;
            Progress.AlbumSum sum = mover.sumAlbums(transfer);
            if (saves(current -> TransferRules.finished(current, sum, clock.instant()))) {
                ended(before);
            }
        }

        private void ended(Transfer before) {
            requestRefund(transfer, message);
            giveBackConsent(before, transfer);
        }

        private void handOn() {
            RoomCheck room = transfer.room();
            if (saves(current -> TransferRules.unfinished(current.with(room), clock.instant()))) {
                sendNext();
            }
        }

        private void sendNext() {
            if (transfer.state() instanceof TransferState.Running) {
                send(transfer, message);
            }
        }

        /** Asks for the room of a full account again, so that the user sees how much is missing. */
        private Optional<RoomCheck> roomAfter(Answer.Setback setback) {
            return setback instanceof Answer.OutOfRoom
                            && consents.room(access()) instanceof RoomAnswer.Known(Room.Limited room)
                    ? Optional.of(new RoomCheck.Missing(room))
                    : Optional.empty();
        }

        /** Logs an error when Google refuses for good: an alarm tells the operator. */
        private void park(Answer.Setback setback) {
            Logger.Level level = setback instanceof Answer.GiveUp ? Logger.Level.ERROR : Logger.Level.INFO;
            Transfer refused = transfer;
            LOG.logf(
                    level,
                    "transfer %s: batch %d parked: %s",
                    refused.id(),
                    refused.progress().batch(),
                    setback);
            Optional<RoomCheck> room = roomAfter(setback);
            boolean saved = saves(current -> {
                Transfer parked = parked(refused, current, setback);
                return room.map(parked::with).orElse(parked);
            });
            if (saved) {
                reportSetback(transfer);
            }
        }

        /** A withdrawn consent does not count against a consent that the user has given since. */
        private Transfer parked(Transfer refused, Transfer current, Answer.Setback setback) {
            boolean outdated =
                    setback instanceof Answer.ConsentGone && !current.grant().equals(refused.grant());
            return outdated ? current : TransferRules.setBack(current, setback, close, clock.instant());
        }

        /** True when the change is saved, and the transfer is the one that has it. */
        private boolean saves(UnaryOperator<Transfer> change) {
            Optional<Transfer> saved = save(transfer, change);
            transfer = saved.orElse(transfer);
            return saved.isPresent();
        }
    }
}
