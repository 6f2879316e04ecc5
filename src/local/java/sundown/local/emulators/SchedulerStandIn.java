package sundown.local.emulators;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.emulators.ScheduleGroups.StandInSchedule;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * EventBridge Scheduler on one machine, as far as Sundown needs it: schedules that fire once, at a time in UTC, into a
 * queue (source: its API reference). It checks neither signatures nor roles. Unlike EventBridge it never sends twice,
 * and tries until it has sent.
 */
final class SchedulerStandIn implements Endpoint, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SchedulerStandIn.class.getName());

    /** The clock may be moved at any moment, so the stand-in polls instead of waiting for a date. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Source: EventBridge Scheduler user guide, "Adding context attributes". */
    private static final String EXECUTION = "<aws.scheduler.execution-id>";

    private static final String GROUPS = "/schedule-groups/";
    private static final String SCHEDULES = "/schedules";
    private static final int LARGEST_PAGE = 100;

    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduleGroups groups;

    SchedulerStandIn(Clock clock) {
        this.groups = new ScheduleGroups(clock);
    }

    @Override
    public Reply answer(Request request) throws IOException {
        ObjectNode body = request.json() instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
        try {
            return Reply.json(200, answer(request, body));
        } catch (AwsRefusal refusal) {
            return Reply.json(refusal.status(), Map.of("Message", refusal.getMessage()))
                    .with("x-amzn-ErrorType", refusal.type());
        }
    }

    private ObjectNode answer(Request request, ObjectNode body) {
        if (request.path().startsWith(GROUPS) && request.method().equals("POST")) {
            String group = request.path().substring(GROUPS.length());
            groups.createGroup(group);
            return arn("schedule-group/" + group);
        }
        String name = name(request);
        String group = request.query("groupName").orElse(body.path("GroupName").asText("default"));
        return switch (request.method() + (name.isEmpty() ? "" : " name")) {
            case "GET" -> list(request);
            case "GET name" -> described(group, name);
            case "POST name" -> {
                groups.create(group, name, body);
                yield arn("schedule/" + group + "/" + name);
            }
            case "PUT name" -> {
                groups.update(group, name, body);
                yield arn("schedule/" + group + "/" + name);
            }
            case "DELETE name" -> {
                groups.delete(group, name);
                yield Json.MAPPER.createObjectNode();
            }
            case String other -> throw AwsRefusal.invalid("The stand-in does not know " + other);
        };
    }

    private static String name(Request request) {
        String path = request.path();
        if (!path.startsWith(SCHEDULES)) {
            throw AwsRefusal.invalid("The stand-in does not know " + path);
        }
        return path.substring(SCHEDULES.length()).replaceFirst("^/", "");
    }

    private ObjectNode described(String group, String name) {
        ObjectNode description = groups.get(group, name).request().deepCopy();
        description.remove("ClientToken");
        return description.put("Name", name).put("GroupName", group);
    }

    private ObjectNode list(Request request) {
        String group =
                request.query("ScheduleGroup").orElseThrow(() -> AwsRefusal.invalid("The stand-in lists one group"));
        int limit = request.query("MaxResults").map(Integer::valueOf).orElse(LARGEST_PAGE);
        List<String> names = groups.names(group, request.query("NextToken").orElse(""), limit);
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode schedules = page.putArray("Schedules");
        names.forEach(name -> schedules.addObject().put("Name", name).put("GroupName", group));
        if (names.size() == limit) {
            page.put("NextToken", names.getLast());
        }
        return page;
    }

    private static ObjectNode arn(String resource) {
        String kind = resource.startsWith("schedule-group/") ? "ScheduleGroupArn" : "ScheduleArn";
        return Json.MAPPER
                .createObjectNode()
                .put(kind, "arn:aws:scheduler:%s:%s:%s".formatted(Endpoints.REGION, Endpoints.ACCOUNT, resource));
    }

    /** Begins to fire, into these queues. */
    void sendTo(SqsClient sqs, URI queues) {
        looks.execute(() -> look(schedule -> sent(schedule, sqs, queues)));
    }

    private void look(Predicate<StandInSchedule> sent) {
        try {
            while (true) {
                groups.fireDue(sent);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean sent(StandInSchedule schedule, SqsClient sqs, URI queues) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queues + "/" + schedule.queue())
                    .messageBody(schedule.input()
                            .replace(EXECUTION, UUID.randomUUID().toString())));
            return true;
        } catch (SdkException failed) {
            LOG.log(Level.WARNING, "A schedule could not be sent to " + schedule.queue() + " yet", failed);
            return false;
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
