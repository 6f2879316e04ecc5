package sundown.local.emulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.emulators.AwsJson.AwsRefusal;

/** The schedules of EventBridge Scheduler (source: its API reference), by group and name. Safe for concurrent use. */
final class ScheduleGroups {
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

    /** The names after a name, in order, up to a limit. */
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

        /** True when it must fire now. */
        boolean due(Instant now) {
            return waiting && !at.isAfter(now);
        }

        /** The same schedule after it has fired. */
        StandInSchedule fired() {
            return new StandInSchedule(request, at, false);
        }

        /** The name of the queue that it sends to. */
        String queue() {
            String arn = text(request, "Target", "Arn");
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        /** The message that it sends. */
        String input() {
            return text(request, "Target", "Input");
        }
    }
}
