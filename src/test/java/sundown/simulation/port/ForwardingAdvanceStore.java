package sundown.simulation.port;

import java.util.Optional;
import sundown.advance.Advance;
import sundown.advance.AdvanceStore;
import sundown.advance.Milestone;
import sundown.advance.Stop;
import sundown.timeline.GroupId;

/** A store in front of another; what it does not change it hands on. */
public class ForwardingAdvanceStore implements AdvanceStore {
    private final AdvanceStore real;

    public ForwardingAdvanceStore(AdvanceStore real) {
        this.real = real;
    }

    @Override
    public Advance find(GroupId group) {
        return real.find(group);
    }

    @Override
    public boolean save(Advance advance) {
        return real.save(advance);
    }

    @Override
    public Optional<Stop> stopped(GroupId group, Milestone milestone) {
        return real.stopped(group, milestone);
    }

    @Override
    public void stop(GroupId group, Stop stop) {
        real.stop(group, stop);
    }
}
