package sundown.simulation.port;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import sundown.purge.close.Closing;
import sundown.purge.close.ClosingStore;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/**
 * A store of closings in which a save may look as if somebody else had been faster; checks every drain when it is
 * noted.
 */
public record WatchedClosings(
        ClosingStore real, BooleanSupplier nothingRuns, BooleanSupplier archivesLeft, Surroundings around) {
    /** A listing of what waits for a time may miss changes. */
    public static final String NOTHING_RUNS = "a group is drained when nothing of it runs";

    /** A removal had been due for half an hour. */
    public static final String ARCHIVES_LEFT = "groups drained before archives are removed";

    public Optional<Closing> save(Closing closing) {
        Optional<Closing> saved = real.save(closing);
        if (saved.isPresent() && closing.drainedAt().isPresent()) {
            Violation.unless(nothingRuns.getAsBoolean(), NOTHING_RUNS, closing);
            around.trace().say(() -> "    " + around.runs().current() + " finds the group drained");
            around.coverage().count("groups drained");
            if (archivesLeft.getAsBoolean()) {
                around.coverage().count(ARCHIVES_LEFT);
            }
        }
        return saved.filter(ignored -> !around.troubles().echoLost());
    }
}
