package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.hold.Exports;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;

/** The one transfer that a user has at a time, as the API's functions find and change it. */
@Singleton
record CurrentTransfers(TransferStore transfers, MessageQueue<TransferMessage> queue, Room.Offers offers, Clock clock) {
    /**
     * Finds a user's transfer.
     *
     * @throws Problem when there is none
     */
    Transfer require(UserId user) {
        return transfers
                .find(user)
                .orElseThrow(() -> Problem.of(ProblemType.NO_TRANSFER, "You have not started a transfer."));
    }

    /** True when the library may have items of the batch that comes next. */
    boolean begun(Transfer transfer) {
        return transfers
                .findBatch(transfer)
                .filter(batch -> batch.hasTaken() || !batch.withToken().isEmpty())
                .isPresent();
    }

    /**
     * Saves a transfer and, unless it waits or has ended, sends the message for its next batch. If the message is lost,
     * the sweep finds the transfer two minutes later.
     *
     * @throws Problem when another request has changed the transfer since it was read
     */
    Transfer save(Transfer changed) {
        Transfer saved = transfers
                .save(changed)
                .orElseThrow(() -> Problem.of(ProblemType.CHANGED_MEANWHILE, "Look at its state and try again."));
        switch (saved.state()) {
            case TransferState.Counting _, TransferState.Running _ -> queue.send(saved.message(Correlation.current()));
            case TransferState.Waiting _, TransferState.Ended _ -> {
                // Nothing is to be done now.
            }
        }
        return saved;
    }

    /** Answers with a {@link TransferView}. */
    ApiResponse show(Transfer transfer, Exports.Open open) {
        Instant now = clock.instant();
        TransferView view = TransferView.of(
                transfer, offers.in(open.account().region()), open.dates().close(), now);
        return ApiResponse.ok(Json.write(view))
                .lookAgainIn(view.lookAgainInSeconds())
                .with(open.dates().headers(now));
    }
}
