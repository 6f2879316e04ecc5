package sundown.milestone;

import sundown.contract.SchedulesContract;

class InMemorySchedulesTest extends SchedulesContract {
    private final InMemorySchedules schedules = new InMemorySchedules();

    @Override
    protected Schedules schedules() {
        return schedules;
    }
}
