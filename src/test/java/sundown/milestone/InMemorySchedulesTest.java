package sundown.milestone;

import java.time.Instant;
import java.util.Optional;
import sundown.contract.SchedulesContract;
import sundown.milestone.Schedules.GroupMilestone;

class InMemorySchedulesTest extends SchedulesContract {
    private final InMemorySchedules schedules = new InMemorySchedules();

    @Override
    protected Schedules schedules() {
        return schedules;
    }

    @Override
    protected Optional<Instant> at(GroupMilestone name) {
        return schedules.at(name);
    }
}
