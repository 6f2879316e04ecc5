package sundown.aws.eventbridge;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.milestone.Milestone;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.timeline.GroupId;

/**
 * The schedules in EventBridge Scheduler, in their own group: {@code 1-exports-open} for the opening of group 1, in UTC
 * and without a flexible window. A schedule stays after it has fired, because EventBridge would also delete one that
 * did not reach its target.
 *
 * @param queueArn ARN of the queue to which they send
 * @param roleArn ARN of the role as which EventBridge sends
 */
@Singleton
public record EventBridgeSchedules(
        SchedulerClient client,
        @ConfigProperty(name = "SCHEDULE_GROUP") String group,
        @ConfigProperty(name = "ADVANCE_QUEUE_ARN") String queueArn,
        @ConfigProperty(name = "SCHEDULE_ROLE_ARN") String roleArn)
        implements Schedules {
    private static final Logger LOG = Logger.getLogger(EventBridgeSchedules.class);

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "'at('uuuu-MM-dd'T'HH:mm:ss')'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** EventBridge retries a delivery for a day at most. */
    private static final int EVENT_AGE_SECONDS_MAX = 86_400;

    private static final int ATTEMPTS_MAX = 185;

    private static final FlexibleTimeWindow EXACT =
            FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();

    @Override
    public void put(ScheduledDate date) {
        try {
            client.createSchedule(creation(date));
        } catch (ConflictException present) {
            update(date);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private CreateScheduleRequest creation(ScheduledDate date) {
        return CreateScheduleRequest.builder()
                .groupName(group)
                .name(ScheduleName.write(date.name()))
                .scheduleExpression(AT.format(date.at()))
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(EXACT)
                .actionAfterCompletion(ActionAfterCompletion.NONE)
                .target(target(date.group()))
                .build();
    }

    private void update(ScheduledDate date) {
        CreateScheduleRequest whole = creation(date);
        UpdateScheduleRequest request = UpdateScheduleRequest.builder()
                .groupName(whole.groupName())
                .name(whole.name())
                .scheduleExpression(whole.scheduleExpression())
                .scheduleExpressionTimezone(whole.scheduleExpressionTimezone())
                .flexibleTimeWindow(whole.flexibleTimeWindow())
                .actionAfterCompletion(whole.actionAfterCompletion())
                .target(whole.target())
                .build();
        try {
            client.updateSchedule(request);
        } catch (ConflictException | ResourceNotFoundException changing) {
            throw new RetryableFailure("a schedule was changed at the same time", changing);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    /** The input is a milestone message. EventBridge replaces the placeholder by the id of the execution. */
    private Target target(GroupId sent) {
        return Target.builder()
                .arn(queueArn)
                .roleArn(roleArn)
                .input("{\"group\":\"" + sent + "\",\"correlationId\":\"<aws.scheduler.execution-id>\"}")
                .retryPolicy(retry ->
                        retry.maximumEventAgeInSeconds(EVENT_AGE_SECONDS_MAX).maximumRetryAttempts(ATTEMPTS_MAX))
                .build();
    }

    @Override
    public void remove(GroupMilestone name) {
        try {
            client.deleteSchedule(request -> request.groupName(group).name(ScheduleName.write(name)));
        } catch (ResourceNotFoundException gone) {
            LOG.debugf("there was no schedule of %s of group %s", name.milestone(), name.group());
        } catch (ConflictException changing) {
            throw new RetryableFailure("a schedule was changed at the same time", changing);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public Set<GroupMilestone> list() {
        return AwsFailures.sorting(
                () -> client.listSchedulesPaginator(request -> request.groupName(group)).schedules().stream()
                        .map(ScheduleSummary::name)
                        .flatMap(name -> ScheduleName.read(name).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** A schedule that is disabled, or that somebody wrote in another form, counts as none. */
    @Override
    public Optional<Instant> findTime(GroupMilestone name) {
        try {
            GetScheduleResponse schedule =
                    client.getSchedule(request -> request.groupName(group).name(ScheduleName.write(name)));
            return Optional.of(schedule.scheduleExpression())
                    .filter(expression -> schedule.state() != ScheduleState.DISABLED)
                    .flatMap(EventBridgeSchedules::instant);
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private static Optional<Instant> instant(String expression) {
        try {
            return Optional.of(AT.parse(expression, Instant::from));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    /** The names of schedules: {@code 1-exports-open} for the opening of group 1. No group id has a hyphen. */
    static final class ScheduleName {
        private static final Pattern FORM = Pattern.compile("([A-Za-z0-9]{1,16})-([a-z0-9-]+)");

        private ScheduleName() {}

        static String write(GroupMilestone named) {
            return named.group() + "-" + kebabCase(named.milestone());
        }

        private static String kebabCase(Milestone milestone) {
            return milestone.toString().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Nothing for a name of another form: somebody else created that schedule. */
        static Optional<GroupMilestone> read(String name) {
            Matcher parts = FORM.matcher(name);
            return parts.matches()
                    ? milestone(parts.group(2))
                            .map(milestone -> new GroupMilestone(new GroupId(parts.group(1)), milestone))
                    : Optional.empty();
        }

        private static Optional<Milestone> milestone(String kebabCase) {
            try {
                return Optional.of(
                        Milestone.of(kebabCase.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException otherName) {
                return Optional.empty();
            }
        }
    }
}
