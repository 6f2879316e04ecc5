package sundown.simulation.port;

import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Troubles;

/**
 * A store of archives in which a save that succeeded may look as if somebody else had been faster, and in which rows
 * cannot be read.
 */
public record TroubledArchives(ArchiveStore real, Troubles troubles, Runs runs) {
    public Optional<Archive> find(UserId user) {
        troubles.read(user, runs.current());
        return real.find(user);
    }

    public Optional<Archive> save(Archive archive) {
        return real.save(archive).filter(saved -> !troubles.echoLost());
    }

    public Optional<Volume> save(Volume volume) {
        return real.save(volume).filter(saved -> !troubles.echoLost());
    }
}
