package sundown.advance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.timeline.GroupId;

/** How far the groups are, in memory. Safe for use by several threads. */
public final class InMemoryAdvanceStore implements AdvanceStore {
    private final Map<GroupId, Advance> advances = new HashMap<>();
    private final Map<GroupMilestone, Stop> stops = new HashMap<>();

    @Override
    public synchronized Advance find(GroupId group) {
        return advances.getOrDefault(group, Advance.begun(group));
    }

    @Override
    public synchronized boolean save(Advance advance) {
        if (find(advance.group()).version() != advance.version()) {
            return false;
        }
        advances.put(advance.group(), new Advance(advance.group(), advance.acted(), advance.version() + 1));
        return true;
    }

    @Override
    public synchronized Optional<Stop> stopped(GroupId group, Milestone milestone) {
        return Optional.ofNullable(stops.get(new GroupMilestone(group, milestone)));
    }

    @Override
    public synchronized void stop(GroupId group, Stop stop) {
        stops.put(new GroupMilestone(group, stop.milestone()), stop);
    }
}
