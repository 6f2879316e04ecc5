package sundown.aws.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.SchedulesContract;
import sundown.failure.PermanentFailure;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.timeline.GroupId;

@OnAnyCloud
class EventBridgeSchedulesTest extends SchedulesContract {
    private static final ScheduledDate OPENING =
            new ScheduledDate(new GroupId("1"), Milestone.Fixed.EXPORTS_OPEN, Instant.parse("2123-02-01T00:00:00Z"));

    private final AwsStack stack;
    private final SchedulerClient client;
    private final String group;
    private final Schedules schedules;

    EventBridgeSchedulesTest(AwsStack stack) {
        this.stack = stack;
        client = stack.clients().scheduler();
        group = stack.name("SCHEDULE_GROUP");
        schedules = in(group);
    }

    @Override
    protected Schedules schedules() {
        return schedules;
    }

    @Test
    void firesOnceInUtcWithoutAWindowAndStays() {
        schedules.put(OPENING);

        GetScheduleResponse schedule = get("1-exports-open");

        assertThat(schedule.scheduleExpression()).isEqualTo("at(2123-02-01T00:00:00)");
        assertThat(schedule.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(schedule.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.OFF);
        assertThat(schedule.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.NONE);
        assertThat(schedule.target().arn()).isEqualTo(stack.name("ADVANCE_QUEUE_ARN"));
        assertThat(schedule.target().roleArn()).isEqualTo(stack.name("SCHEDULE_ROLE_ARN"));
    }

    @Test
    void sendsAnAdvanceMessage() {
        schedules.put(OPENING);
        MilestoneMessage message =
                MilestoneMessage.read(get("1-exports-open").target().input());
        assertThat(message.group()).isEqualTo(OPENING.group());
    }

    @Test
    void leavesWhatSomebodyElseHasPutIntoItsGroup() {
        schedules.put(OPENING);
        GetScheduleResponse ours = get("1-exports-open");
        client.createSchedule(request -> request.groupName(group)
                .name("somebody-elses")
                .scheduleExpression(ours.scheduleExpression())
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(ours.flexibleTimeWindow())
                .target(ours.target()));
        assertThat(schedules.list()).isEqualTo(Set.of(OPENING.name()));
    }

    @Test
    void failsForGoodWhereThereIsNoSuchGroup() {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> in("nowhere").put(OPENING))
                .withMessage("Scheduler answered ResourceNotFoundException");
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> in("nowhere").list());
    }

    private Schedules in(String scheduleGroup) {
        return new EventBridgeSchedules(
                client, scheduleGroup, stack.name("ADVANCE_QUEUE_ARN"), stack.name("SCHEDULE_ROLE_ARN"));
    }

    private GetScheduleResponse get(String name) {
        return client.getSchedule(request -> request.groupName(group).name(name));
    }
}
