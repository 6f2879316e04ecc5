package sundown.milestone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.milestone.MilestoneStore.Checkpoint;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.timeline.GroupId;

/** How far the groups are, in memory. Safe for use by several threads. */
public final class InMemoryMilestoneStore implements MilestoneStore {
    private final Map<GroupId, ReachedMilestones> advances = new HashMap<>();
    private final Map<GroupMilestone, Checkpoint> stops = new HashMap<>();

    @Override
    public synchronized ReachedMilestones find(GroupId group) {
        return advances.getOrDefault(group, ReachedMilestones.begun(group));
    }

    @Override
    public synchronized boolean save(ReachedMilestones advance) {
        if (find(advance.group()).version() != advance.version()) {
            return false;
        }
        advances.put(advance.group(), new ReachedMilestones(advance.group(), advance.acted(), advance.version() + 1));
        return true;
    }

    @Override
    public synchronized Optional<Checkpoint> stopped(GroupId group, Milestone milestone) {
        return Optional.ofNullable(stops.get(new GroupMilestone(group, milestone)));
    }

    @Override
    public synchronized void stop(GroupId group, Checkpoint stop) {
        stops.put(new GroupMilestone(group, stop.milestone()), stop);
    }
}
