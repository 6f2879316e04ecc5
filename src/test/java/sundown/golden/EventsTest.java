package sundown.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import sundown.aws.eventbridge.EventBridgeBus;
import sundown.aws.eventbridge.EventBridgeSchedules;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.TestStack;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.notify.SampleEvents;

/** What receivers of events see, and the schedules that are already there when a deployment is updated. */
@ExtendWith(EmulatorsExtension.class)
class EventsTest {
    private final Emulators emulators;
    private final Clients clients;
    private final Map<String, String> environment;

    EventsTest(Emulators emulators) {
        this.emulators = emulators;
        clients = emulators.clients();
        environment = TestStack.names(emulators);
    }

    @Test
    void eventsAreSentAsEver() {
        String bus = environment.get("EVENT_BUS_NAME");
        new EventBridgeBus(clients.eventBridge(), bus).publish(SampleEvents.all());
        List<ObjectNode> events = emulators.eventBridge().eventsOf(bus).stream()
                .map(EventsTest::comparable)
                .toList();
        Golden.file("events.json").check(events);
    }

    private static ObjectNode comparable(JsonNode entry) {
        ObjectNode event = ((ObjectNode) entry.deepCopy()).without("EventBusName");
        return event.set("Detail", Golden.json(entry.path("Detail").asText()));
    }

    @Test
    void schedulesAreMadeAsEver() {
        String group = environment.get("SCHEDULE_GROUP");
        EventBridgeSchedules schedules =
                new EventBridgeSchedules(clients.scheduler(), group, "arn:aws:sqs:x", "arn:aws:iam:y");
        MilestoneFunctions.MILESTONES.all().stream()
                .map(milestone -> new ScheduledDate(
                        SampleEvents.GROUP.id(), milestone, SampleEvents.AT.plusSeconds(3_155_760_000L)))
                .forEach(schedules::put);
        Map<String, Object> all = new TreeMap<>();
        clients.scheduler().listSchedulesPaginator(request -> request.groupName(group)).schedules().stream()
                .map(summary -> clients.scheduler()
                        .getSchedule(request -> request.groupName(group).name(summary.name())))
                .forEach(schedule -> all.put(schedule.name(), comparable(schedule)));
        Golden.file("schedules.json").check(all);
    }

    private static Map<String, Object> comparable(GetScheduleResponse schedule) {
        return Map.of(
                "at",
                schedule.scheduleExpression() + " " + schedule.scheduleExpressionTimezone(),
                "window",
                schedule.flexibleTimeWindow().modeAsString(),
                "after",
                schedule.actionAfterCompletionAsString(),
                "to",
                schedule.target().arn() + " as " + schedule.target().roleArn(),
                "input",
                Golden.json(schedule.target().input()),
                "retry",
                schedule.target().retryPolicy().maximumEventAgeInSeconds() + " s, "
                        + schedule.target().retryPolicy().maximumRetryAttempts() + " times");
    }
}
