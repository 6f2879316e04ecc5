package sundown.transfer;

import jakarta.inject.Singleton;
import sundown.edge.Correlation;

/** Saves what a user's wish makes of his transfer, and sets it going. */
@Singleton
final class TransferChanges {
    private final TransferStore transfers;
    private final TransferQueue queue;

    TransferChanges(TransferStore transfers, TransferQueue queue) {
        this.transfers = transfers;
        this.queue = queue;
    }

    /**
     * Saves a transfer and, when it runs, sends the message for its next batch. Should the message be lost, the sweep
     * finds the transfer two minutes later.
     *
     * @throws sundown.edge.ProblemException when another request changed it meanwhile
     */
    Transfer save(Transfer changed) {
        Transfer saved = transfers
                .save(changed)
                .orElseThrow(() -> TransferProblems.changedMeanwhile().asException());
        if (saved.state() instanceof TransferState.Running) {
            queue.send(saved, saved.message(Correlation.current()));
        }
        return saved;
    }
}
