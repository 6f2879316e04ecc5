package sundown.milestone;

import java.util.HashMap;
import java.util.Map;
import sundown.timeline.GroupId;

/** How far the groups are, in memory. Safe for use by several threads. */
public final class InMemoryMilestoneStore implements MilestoneStore {
    private final Map<GroupId, ReachedMilestones> advances = new HashMap<>();

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
}
