package sundown.local.emulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
}
