package sundown.simulation.port;

import java.util.Optional;
import sundown.purge.deletion.Deletion;
import sundown.purge.deletion.DeletionRecords;
import sundown.purge.plan.Place;
import sundown.purge.plan.PlanId;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Surroundings;
import sundown.timeline.GroupId;

/** Notes what workers put down, whatever becomes of it. */
public record WatchedRecords(DeletionRecords real, PurgeBooks books, Surroundings around) {
    public boolean put(GroupId group, Deletion deletion) {
        boolean put = real.put(group, deletion);
        books.settled(deletion.plan(), deletion.user());
        return put;
    }

    /** A worker who comes to an account looks here first; an account that is finished is not put down again. */
    public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
        books.visits(around.runs().current(), place.user());
        Optional<Deletion> found = real.find(group, plan, place);
        found.filter(Deletion::finished).ifPresent(done -> books.settled(plan, done.user()));
        return found;
    }
}
