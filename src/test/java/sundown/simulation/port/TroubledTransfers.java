package sundown.simulation.port;

import java.util.Optional;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Troubles;
import sundown.transfer.ForwardingTransferStore;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * A store with the troubles that a crash does not cover: a save that succeeded looks as if somebody else had been
 * faster, which is what a client sees that repeats a conditional write whose answer was lost; and a row that cannot be
 * read.
 */
public final class TroubledTransfers extends ForwardingTransferStore {
    private final Troubles troubles;
    private final Runs runs;

    public TroubledTransfers(TransferStore real, Troubles troubles, Runs runs) {
        super(real);
        this.troubles = troubles;
        this.runs = runs;
    }

    @Override
    public Optional<Transfer> find(UserId user) {
        if (!troubles.readable(user)) {
            runs.current().fail();
            throw new PermanentFailure("a row cannot be read", new IllegalStateException("simulated"));
        }
        return super.find(user);
    }

    @Override
    public Optional<Transfer> save(Transfer transfer) {
        Optional<Transfer> saved = super.save(transfer);
        if (saved.isPresent() && troubles.echoLost()) {
            runs.current().lostRace();
            return Optional.empty();
        }
        return saved;
    }
}
