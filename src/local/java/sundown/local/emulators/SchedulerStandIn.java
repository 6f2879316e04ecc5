package sundown.local.emulators;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.emulators.SchedulerStandIn.ScheduleGroups.StandInSchedule;
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

    /**
     * The schedules of EventBridge Scheduler (source: its API reference), by group and name. Safe for concurrent use.
     */
    static final class ScheduleGroups {
        private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,64}");

        private final Map<String, NavigableMap<String, StandInSchedule>> groups = new HashMap<>();
        private final Clock clock;

        ScheduleGroups(Clock clock) {
            this.clock = clock;
        }

        synchronized void createGroup(String name) {
            requireName(name);
            if (groups.putIfAbsent(name, new TreeMap<>()) != null) {
                throw AwsRefusal.conflict("Schedule group " + name + " already exists.");
            }
        }

        synchronized void create(String group, String name, ObjectNode request) {
            requireName(name);
            StandInSchedule created = StandInSchedule.read(request, clock.instant());
            if (schedules(group).putIfAbsent(name, created) != null) {
                throw AwsRefusal.conflict("Schedule " + name + " already exists.");
            }
        }

        synchronized StandInSchedule get(String group, String name) {
            StandInSchedule schedule = schedules(group).get(name);
            if (schedule == null) {
                throw AwsRefusal.notFound("Schedule " + name + " does not exist.");
            }
            return schedule;
        }

        /** Replaces a schedule as a whole; with a future time, it fires again. */
        synchronized void update(String group, String name, ObjectNode request) {
            StandInSchedule updated = StandInSchedule.read(request, clock.instant());
            get(group, name);
            schedules(group).put(name, updated);
        }

        synchronized void delete(String group, String name) {
            get(group, name);
            schedules(group).remove(name);
        }

        synchronized List<String> names(String group, String after, int limit) {
            return schedules(group).tailMap(after, false).keySet().stream()
                    .limit(limit)
                    .toList();
        }

        /**
         * Fires the schedules that are due, and keeps them.
         *
         * @param sent false when it could not be sent, so that it is due again at the next look
         */
        synchronized void fireDue(Predicate<StandInSchedule> sent) {
            Instant now = clock.instant();
            groups.values().stream()
                    .flatMap(schedules -> schedules.entrySet().stream())
                    .filter(entry -> entry.getValue().due(now))
                    .filter(entry -> sent.test(entry.getValue()))
                    .forEach(entry -> entry.setValue(entry.getValue().fired()));
        }

        private NavigableMap<String, StandInSchedule> schedules(String group) {
            NavigableMap<String, StandInSchedule> schedules = groups.get(group);
            if (schedules == null) {
                throw AwsRefusal.notFound("Schedule group " + group + " does not exist.");
            }
            return schedules;
        }

        private static void requireName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw AwsRefusal.invalid("Value '" + name + "' at 'name' failed to satisfy constraint");
            }
        }

        /**
         * A schedule that fires once, as the stand-in keeps it.
         *
         * @param request the call that created or updated it
         * @param waiting true while its time lies ahead; a schedule for a time that has passed never fires
         */
        record StandInSchedule(ObjectNode request, Instant at, boolean waiting) {
            private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

            /**
             * Reads a request.
             *
             * @throws AwsRefusal when EventBridge Scheduler would refuse it, or the stand-in cannot do it
             */
            static StandInSchedule read(ObjectNode request, Instant now) {
                require(request, "OFF", "FlexibleTimeWindow", "Mode");
                requireText(request, "Target", "Arn");
                requireText(request, "Target", "RoleArn");
                require(request, "UTC", "ScheduleExpressionTimezone");
                Instant at = at(request.path("ScheduleExpression").asText());
                return new StandInSchedule(request, at, at.isAfter(now));
            }

            private static Instant at(String expression) {
                Matcher at = AT.matcher(expression);
                if (!at.matches()) {
                    throw AwsRefusal.invalid("Invalid Schedule Expression " + expression);
                }
                try {
                    return LocalDateTime.parse(at.group(1)).toInstant(ZoneOffset.UTC);
                } catch (DateTimeParseException noDate) {
                    throw AwsRefusal.invalid("Invalid Schedule Expression " + expression);
                }
            }

            private static void require(ObjectNode request, String value, String... path) {
                if (!text(request, path).equals(value)) {
                    throw AwsRefusal.invalid(String.join(".", path) + " must be " + value);
                }
            }

            private static void requireText(ObjectNode request, String... path) {
                if (text(request, path).isEmpty()) {
                    throw AwsRefusal.invalid(String.join(".", path) + " must not be null");
                }
            }

            private static String text(ObjectNode request, String... path) {
                return request.at("/" + String.join("/", path)).asText();
            }

            boolean due(Instant now) {
                return waiting && !at.isAfter(now);
            }

            StandInSchedule fired() {
                return new StandInSchedule(request, at, false);
            }

            String queue() {
                String arn = text(request, "Target", "Arn");
                return arn.substring(arn.lastIndexOf(':') + 1);
            }

            String input() {
                return text(request, "Target", "Input");
            }
        }
    }
}
