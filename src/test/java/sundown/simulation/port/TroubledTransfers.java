package sundown.simulation.port;

import java.util.Optional;
import sundown.account.UserId;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Troubles;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * A store with the troubles that a crash does not cover: a save that succeeded looks as if somebody else had been
 * faster, which is what a client sees that repeats a conditional write whose answer was lost; and a row that cannot be
 * read.
 */
public record TroubledTransfers(TransferStore real, Troubles troubles, Runs runs) {
    public Optional<Transfer> find(UserId user) {
        troubles.read(user, runs.current());
        return real.find(user);
    }

    public Optional<Transfer> save(Transfer transfer) {
        Optional<Transfer> saved = real.save(transfer);
        if (saved.isPresent() && troubles.echoLost()) {
            runs.current().lostRace();
            return Optional.empty();
        }
        return saved;
    }
}
