package sundown.simulation.port;

import java.util.Optional;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.milestone.ReachedMilestones;
import sundown.timeline.GroupId;

/** A store in front of another; what it does not change it hands on. */
public class ForwardingMilestoneStore implements MilestoneStore {
    private final MilestoneStore real;

    public ForwardingMilestoneStore(MilestoneStore real) {
        this.real = real;
    }

    @Override
    public ReachedMilestones find(GroupId group) {
        return real.find(group);
    }

    @Override
    public boolean save(ReachedMilestones advance) {
        return real.save(advance);
    }

    @Override
    public Optional<Checkpoint> stopped(GroupId group, Milestone milestone) {
        return real.stopped(group, milestone);
    }

    @Override
    public void stop(GroupId group, Checkpoint stop) {
        real.stop(group, stop);
    }
}
