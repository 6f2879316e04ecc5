package sundown.simulation.port;

import java.util.Optional;
import java.util.Set;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeState.StateName;
import sundown.purge.approval.PurgeStore;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/**
 * Checks each step of a purge when it is saved; a save may look as if somebody else had been faster.
 *
 * @param certified is called when a purge is certified
 */
public record WatchedPurges(PurgeStore real, PurgeBooks books, Runnable certified, Surroundings around)
        implements PurgeStore {
    @Override
    public Optional<Purge> find(GroupId group) {
        Optional<Purge> found = real.find(group);
        books.readPurge(
                around.runs().current(),
                found.map(purge -> purge.plan().id()),
                around.time().now());
        return found;
    }

    @Override
    public Optional<Purge> save(Purge purge) {
        Optional<Purge> before = real.find(purge.group());
        Optional<Purge> saved = real.save(purge);
        if (saved.isPresent()) {
            step(before, purge);
        }
        return saved.filter(ignored -> !around.troubles().echoLost());
    }

    private void step(Optional<Purge> before, Purge after) {
        StateName next = after.state().name();
        around.trace().say(() -> "    " + around.runs().current() + " saves " + after);
        Optional<StateName> last = before.filter(known -> known.plan().equals(after.plan()))
                .map(known -> known.state().name());
        boolean forward =
                last.map(name -> name == next || following(name).contains(next)).orElse(true);
        Violation.unless(forward, "a purge goes forward only", last + " -> " + next);
        if (!last.equals(Optional.of(next))) {
            around.coverage().count("purges " + next);
            entered(next);
        }
    }

    private void entered(StateName name) {
        switch (name) {
            case ABORTED, VOIDED -> books.changed(around.time().now());
            case CERTIFIED -> certified.run();
            case PLANNED, CANARY, WAVES, PURGED, DIFFERS -> {}
        }
    }

    private static Set<StateName> following(StateName name) {
        return switch (name) {
            case PLANNED -> Set.of(StateName.CANARY, StateName.ABORTED, StateName.VOIDED);
            case CANARY -> Set.of(StateName.WAVES, StateName.ABORTED, StateName.VOIDED);
            case WAVES -> Set.of(StateName.PURGED, StateName.ABORTED, StateName.VOIDED);
            case PURGED -> Set.of(StateName.CERTIFIED, StateName.DIFFERS);
            case DIFFERS -> Set.of(StateName.CERTIFIED);
            case CERTIFIED, ABORTED, VOIDED -> Set.of();
        };
    }
}
