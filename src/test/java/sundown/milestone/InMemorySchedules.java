package sundown.milestone;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;

/** Schedules in memory; what they bring, the test brings. */
public final class InMemorySchedules implements Schedules {
    private final Map<GroupMilestone, Instant> schedules = new ConcurrentHashMap<>();

    @Override
    public void put(ScheduledDate date) {
        schedules.put(date.name(), date.at());
    }

    @Override
    public void remove(GroupMilestone name) {
        schedules.remove(name);
    }

    @Override
    public Set<GroupMilestone> list() {
        return Set.copyOf(schedules.keySet());
    }

    @Override
    public Optional<Instant> findTime(GroupMilestone name) {
        return Optional.ofNullable(schedules.get(name));
    }
}
