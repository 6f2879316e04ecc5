package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.refund.RefundMessage;
import sundown.refund.RefundQueue;
import sundown.refund.Trigger;
import sundown.secret.SecretSealer;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * What a worker does with a message: admit it, get access to the library, see to the room, move the batch, and record
 * what came of it. Every way out leaves a transfer that has a message on its way, a time to wake, or an end.
 */
@Singleton
final class BatchWorker {
    private static final Logger LOG = Logger.getLogger(BatchWorker.class);

    private final TransferStore transfers;
    private final TransferQueue queue;
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final SecretSealer sealer;
    private final LibraryAccess access;
    private final BatchMover mover;
    private final RefundQueue refunds;
    private final Clock clock;

    BatchWorker(
            TransferStore transfers,
            TransferQueue queue,
            AccountStore accounts,
            TimelineStore timelines,
            SecretSealer sealer,
            LibraryAccess access,
            BatchMover mover,
            RefundQueue refunds,
            Clock clock) {
        this.transfers = transfers;
        this.queue = queue;
        this.accounts = accounts;
        this.timelines = timelines;
        this.sealer = sealer;
        this.access = access;
        this.mover = mover;
        this.refunds = refunds;
        this.clock = clock;
    }

    /** Works on a message. */
    void work(TransferMessage message, TimeLimit limit) {
        Optional<Transfer> found = transfers.find(message.user());
        Optional<Dates> dates = datesOf(message.user());
        if (found.isEmpty() || dates.isEmpty()) {
            LOG.warnf("transfer %s: there is no such transfer, or nothing ends for its user", message.transfer());
            return;
        }
        Transfer transfer = found.get();
        Instant now = clock.instant();
        switch (TransferRules.admit(transfer, message, dates.get().phaseAt(now), now)) {
            case TransferRules.Admission.Work ignored ->
                new Run(message, limit, dates.get().close()).move(transfer);
            case TransferRules.Admission.SendCurrent ignored -> send(transfer, message);
            case TransferRules.Admission.Drop ignored -> drop(transfer, message);
            case TransferRules.Admission.Close ignored ->
                save(transfer, current -> TransferRules.closed(current, clock.instant()));
        }
    }

    /** Its message comes again when the worker that finished the transfer died before it could say so. */
    private void drop(Transfer transfer, TransferMessage message) {
        LOG.infof("transfer %s: batch %d is not wanted any more", message.transfer(), message.batch());
        if (transfer.id().equals(message.transfer())) {
            tell(transfer, message);
        }
    }

    /** Whose transfer has finished is given his fee back. */
    private void tell(Transfer transfer, TransferMessage message) {
        if (transfer.state() instanceof TransferState.Finished) {
            refunds.send(List.of(new RefundMessage(transfer.user(), Trigger.TRANSFER_FINISHED, message.correlation())));
        }
    }

    private Optional<Dates> datesOf(UserId user) {
        return accounts.find(user)
                .flatMap(account -> timelines.inForce().groupOf(account.region()))
                .map(Group::dates);
    }

    private void send(Transfer transfer, TransferMessage message) {
        queue.send(transfer, transfer.message(message.correlation()));
    }

    /**
     * Saves a change of a transfer. Where somebody else saved meanwhile (the user stopped it, say), the change is made
     * to what he saved; it is dropped when the batch is no longer the one that comes next.
     */
    private Optional<Transfer> save(Transfer transfer, UnaryOperator<Transfer> change) {
        Optional<Transfer> current = Optional.of(transfer);
        while (current.isPresent()) {
            Optional<Transfer> saved = transfers.save(change.apply(current.get()));
            if (saved.isPresent()) {
                return saved;
            }
            current = transfers.find(transfer.user()).filter(other -> sameBatch(other, transfer));
        }
        LOG.infof("transfer %s: another worker was faster", transfer.id());
        return Optional.empty();
    }

    private static boolean sameBatch(Transfer one, Transfer other) {
        return one.id().equals(other.id())
                && one.progress().batch() == other.progress().batch();
    }

    /** One run of one message. */
    private final class Run {
        private final TransferMessage message;
        private final TimeLimit limit;
        private final Instant close;

        private Run(TransferMessage message, TimeLimit limit, Instant close) {
            this.message = message;
            this.limit = limit.until(close);
            this.close = close;
        }

        private void move(Transfer transfer) {
            try {
                moveOrPark(transfer);
            } catch (PermanentFailure refused) {
                LOG.errorf(
                        LoggableFailure.of(refused),
                        "transfer %s: batch %d cannot be moved",
                        transfer.id(),
                        message.batch());
                park(transfer, new Answer.GiveUp("a port refused"));
            }
        }

        private void moveOrPark(Transfer transfer) {
            switch (accessTo(transfer)) {
                case Answer.AccessGranted granted -> withAccess(transfer, granted.token());
                case Answer.Setback setback -> park(transfer, setback);
            }
        }

        private Answer.AccessAnswer accessTo(Transfer transfer) {
            return transfer.grant()
                    .map(grant -> access.access(sealer.open(transfer.user(), grant)))
                    .orElseGet(Answer.ConsentGone::new);
        }

        private void withAccess(Transfer transfer, AccessToken token) {
            switch (transfer.room()) {
                case RoomCheck.Settled ignored -> moveBatch(transfer, token);
                case RoomCheck.Open ignored -> askRoom(transfer, token);
                case RoomCheck.Missing ignored -> askRoom(transfer, token);
            }
        }

        private void askRoom(Transfer transfer, AccessToken token) {
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
            switch (mover.move(transfer, token, limit)) {
                case BatchMover.Moved moved -> commit(transfer, moved);
                case BatchMover.SetBack setBack
                when setBack.why() instanceof Answer.OutOfRoom full -> parkUntilRoom(transfer, full, token);
                case BatchMover.SetBack setBack -> park(transfer, setBack.why());
                case BatchMover.Unfinished ignored -> goOn(transfer);
                case BatchMover.NothingLeft ignored -> finish(transfer);
            }
        }

        private void commit(Transfer transfer, BatchMover.Moved moved) {
            save(
                            transfer,
                            current -> TransferRules.committed(
                                    current.with(transfer.room()), moved.batch(), moved.outcomes(), clock.instant()))
                    .ifPresent(this::counted);
        }

        private void counted(Transfer saved) {
            LOG.infof("transfer %s: batch %d counted", saved.id(), message.batch());
            sendNext(saved);
            tell(saved, message);
        }

        private void sendNext(Transfer saved) {
            if (saved.state() instanceof TransferState.Running) {
                send(saved, message);
            }
        }

        private void goOn(Transfer transfer) {
            save(transfer, current -> TransferRules.unfinished(current.with(transfer.room()), clock.instant()))
                    .ifPresent(this::sendNext);
        }

        private void finish(Transfer transfer) {
            save(transfer, current -> TransferRules.finished(current, clock.instant()))
                    .ifPresent(saved -> tell(saved, message));
        }

        /** The user is to see how much is missing. */
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

        private void park(Transfer transfer, Answer.Setback setback) {
            LOG.logf(level(setback), "transfer %s: batch %d parked: %s", transfer.id(), message.batch(), setback);
            save(transfer, current -> parked(transfer, current, setback));
        }

        /** The refusal of a consent says nothing of the one that the user has given since. */
        private Transfer parked(Transfer refused, Transfer current, Answer.Setback setback) {
            boolean outdated =
                    setback instanceof Answer.ConsentGone && !current.grant().equals(refused.grant());
            return outdated ? current : TransferRules.setBack(current, setback, close, clock.instant());
        }

        /** Where Google refuses for good the operator is told. */
        private static Logger.Level level(Answer.Setback setback) {
            return setback instanceof Answer.GiveUp ? Logger.Level.ERROR : Logger.Level.INFO;
        }
    }
}
