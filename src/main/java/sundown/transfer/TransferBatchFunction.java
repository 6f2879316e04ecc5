package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.refund.RefundMessage;
import sundown.refund.Trigger;
import sundown.secret.SecretPurpose;
import sundown.secret.SecretSealer;
import sundown.timeline.Dates;
import sundown.timeline.Exports;

/**
 * Moves one batch of one user's items; runs once per message of the transfer queue. Every path ends with a transfer
 * that has a message on its way, a time to wake, or an end.
 */
@Singleton
public final class TransferBatchFunction {
    private static final Logger LOG = Logger.getLogger(TransferBatchFunction.class);

    private final QueueEdge edge;
    private final TransferStore transfers;
    private final MessageQueue<NextBatch> queue;
    private final Exports exports;
    private final SecretSealer sealer;
    private final LibraryAccess access;
    private final Consents consents;
    private final Inventories inventories;
    private final BatchMover mover;
    private final MessageQueue<RefundMessage> refunds;
    private final Clock clock;

    TransferBatchFunction(
            QueueEdge edge,
            TransferStore transfers,
            MessageQueue<NextBatch> queue,
            Exports exports,
            SecretSealer sealer,
            LibraryAccess access,
            Consents consents,
            Inventories inventories,
            BatchMover mover,
            MessageQueue<RefundMessage> refunds,
            Clock clock) {
        this.edge = edge;
        this.transfers = transfers;
        this.queue = queue;
        this.exports = exports;
        this.sealer = sealer;
        this.access = access;
        this.consents = consents;
        this.inventories = inventories;
        this.mover = mover;
        this.refunds = refunds;
        this.clock = clock;
    }

    /** Takes {@link TransferMessage}s. */
    @Funq("transfer-batch")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handleInOrder(event, TransferMessage::read, this::work);
    }

    private void work(TransferMessage message) {
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
            case TransferRules.Admission.Work _ ->
                new Run(message, started, dates.get().close()).move(transfer);
            case TransferRules.Admission.Count _ -> startCounted(transfer, message);
            case TransferRules.Admission.SendCurrent _ -> send(transfer, message);
            case TransferRules.Admission.Drop _ -> drop(transfer, message);
            case TransferRules.Admission.Close _ ->
                save(transfer, current -> TransferRules.closed(current, clock.instant()))
                        .ifPresent(saved -> giveBackConsent(transfer, saved));
        }
    }

    /**
     * Starts a transfer whose gallery is counted; otherwise the end of the count sends a message. The first batch goes
     * with a message of its own, like every other.
     */
    private void startCounted(Transfer transfer, TransferMessage message) {
        Optional<Transfer> counting = transfers.save(TransferRules.stillCounting(transfer, clock.instant()));
        counting.flatMap(current -> inventories
                        .counted(current.user())
                        .map(gallery -> TransferRules.counted(current, gallery.all(), clock.instant())))
                .flatMap(transfers::save)
                .ifPresent(started -> send(started, message));
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
            refunds.send(List.of(new RefundMessage(transfer.user(), Trigger.TRANSFER_FINISHED, message.correlation())));
        }
    }

    /** Comes last: a worker that dies here leaves a token that nobody uses, which its user can withdraw at Google. */
    private void giveBackConsent(Transfer before, Transfer saved) {
        if (saved.grant().isEmpty()) {
            consents.giveBack(before);
        }
    }

    private void send(Transfer transfer, TransferMessage message) {
        queue.send(new NextBatch(transfer, message.correlation()));
    }

    /**
     * Saves a change of a transfer. If somebody else saved the transfer meanwhile (the user stopped it, for example),
     * applies the change to what they saved, or drops it when another batch is now the next.
     */
    private Optional<Transfer> save(Transfer transfer, UnaryOperator<Transfer> change) {
        Optional<Transfer> current = Optional.of(transfer);
        while (current.isPresent()) {
            Optional<Transfer> saved = transfers.save(change.apply(current.get()));
            if (saved.isPresent()) {
                return saved;
            }
            current = transfers
                    .find(transfer.user())
                    .filter(other -> other.id().equals(transfer.id())
                            && other.progress().batch() == transfer.progress().batch());
        }
        LOG.infof("transfer %s: another worker was faster", transfer.id());
        return Optional.empty();
    }

    /** The work on one message. */
    private final class Run {
        private final TransferMessage message;
        private final Instant started;
        private final Instant close;

        private Run(TransferMessage message, Instant started, Instant close) {
            this.message = message;
            this.started = started;
            this.close = close;
        }

        private void move(Transfer transfer) {
            try {
                switch (accessTo(transfer)) {
                    case Answer.AccessGranted granted -> withAccess(transfer, granted.token());
                    case Answer.Setback setback -> park(transfer, setback);
                }
            } catch (PermanentFailure refused) {
                LOG.errorf(
                        LoggableFailure.of(refused),
                        "transfer %s: batch %d cannot be moved",
                        transfer.id(),
                        message.batch());
                park(transfer, new Answer.GiveUp("a port refused"));
            }
        }

        private Answer.AccessAnswer accessTo(Transfer transfer) {
            return transfer.grant()
                    .map(grant -> access.access(sealer.open(transfer.user(), SecretPurpose.REFRESH_TOKEN, grant)))
                    .orElseGet(Answer.ConsentGone::new);
        }

        private void withAccess(Transfer transfer, AccessToken token) {
            if (transfer.room() instanceof RoomCheck.Settled) {
                moveBatch(transfer, token);
                return;
            }
            switch (access.room(token)) {
                case LibraryAccess.RoomAnswer.Known known -> withRoom(transfer, known.room(), token);
                case LibraryAccess.RoomAnswer.NotKnown unknown -> park(transfer, unknown.why());
            }
        }

        private void withRoom(Transfer transfer, Room room, AccessToken token) {
            Instant now = clock.instant();
            Transfer known = TransferRules.roomKnown(transfer, room, close, now);
            if (known.room() instanceof RoomCheck.Settled) {
                moveBatch(known, token);
            } else {
                save(transfer, current -> TransferRules.roomKnown(current, room, close, now));
            }
        }

        private void moveBatch(Transfer transfer, AccessToken token) {
            switch (mover.move(transfer, token, started, close)) {
                case BatchMover.Moved moved -> commit(transfer, moved);
                case BatchMover.SetBack setBack
                when setBack.why() instanceof Answer.OutOfRoom full -> parkUntilRoom(transfer, full, token);
                case BatchMover.SetBack setBack -> park(transfer, setBack.why());
                case BatchMover.Unfinished _ ->
                    save(transfer, current -> TransferRules.unfinished(current.with(transfer.room()), clock.instant()))
                            .ifPresent(this::sendNext);
                case BatchMover.NothingLeft _ ->
                    save(transfer, current -> TransferRules.finished(current, clock.instant()))
                            .ifPresent(saved -> {
                                requestRefund(saved, message);
                                giveBackConsent(transfer, saved);
                            });
            }
        }

        private void commit(Transfer transfer, BatchMover.Moved moved) {
            UnaryOperator<Transfer> change = current -> TransferRules.committed(
                    current.with(transfer.room()), moved.batch(), moved.outcomes(), clock.instant());
            save(transfer, change).ifPresent(saved -> {
                LOG.infof("transfer %s: batch %d counted", saved.id(), message.batch());
                sendNext(saved);
                requestRefund(saved, message);
                giveBackConsent(transfer, saved);
            });
        }

        private void sendNext(Transfer saved) {
            if (saved.state() instanceof TransferState.Running) {
                send(saved, message);
            }
        }

        /** Asks for the room again, so that the user sees how much is missing. */
        private void parkUntilRoom(Transfer transfer, Answer.OutOfRoom full, AccessToken token) {
            RoomCheck check = access.room(token) instanceof LibraryAccess.RoomAnswer.Known known
                            && known.room() instanceof Room.Limited limited
                    ? new RoomCheck.Missing(limited)
                    : new RoomCheck.Open();
            save(
                    transfer,
                    current -> TransferRules.setBack(current, full, close, clock.instant())
                            .with(check));
        }

        /** Logs an error when Google refuses for good: an alarm tells the operator. */
        private void park(Transfer transfer, Answer.Setback setback) {
            Logger.Level level = setback instanceof Answer.GiveUp ? Logger.Level.ERROR : Logger.Level.INFO;
            LOG.logf(level, "transfer %s: batch %d parked: %s", transfer.id(), message.batch(), setback);
            save(transfer, current -> parked(transfer, current, setback));
        }

        /** A withdrawn consent does not count against a consent that the user has given since. */
        private Transfer parked(Transfer refused, Transfer current, Answer.Setback setback) {
            boolean outdated =
                    setback instanceof Answer.ConsentGone && !current.grant().equals(refused.grant());
            return outdated ? current : TransferRules.setBack(current, setback, close, clock.instant());
        }
    }
}
