package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.GroupMilestone;
import sundown.milestone.Schedules.ScheduledDate;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;

/** Schedules that bring word of their dates up to a minute late, now and then twice, and now and then not at all. */
public final class SimulatedSchedules implements Schedules {
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final MessageQueue<MilestoneMessage> queue;
    private final Surroundings around;
    private final Map<String, Schedule> schedules = new TreeMap<>();

    SimulatedSchedules(MessageQueue<MilestoneMessage> queue, Surroundings around) {
        this.queue = queue;
        this.around = around;
    }

    /**
     * One of them.
     *
     * @param words when it is yet to bring word
     */
    private record Schedule(ScheduledDate date, List<Instant> words) {}

    @Override
    public void put(ScheduledDate date) {
        List<Instant> words = around.troubles()
                .delivered(date.at())
                .map(at -> at.plus(around.chance().between(Duration.ZERO, LATEST)))
                .toList();
        around.trace().say(() -> "    " + date + " will be told of at " + words);
        around.count("schedules put");
        schedules.put(date.name().toString(), new Schedule(date, new ArrayList<>(words)));
    }

    @Override
    public void remove(GroupMilestone name) {
        schedules.remove(name.toString());
    }

    @Override
    public Set<GroupMilestone> list() {
        return Set.copyOf(schedules.values().stream()
                .map(schedule -> schedule.date().name())
                .toList());
    }

    @Override
    public Optional<Instant> findTime(GroupMilestone name) {
        return Optional.ofNullable(schedules.get(name.toString()))
                .map(schedule -> schedule.date().at());
    }

    /** Sends the word of every date for which it is time. */
    public void bringWord() {
        Instant now = around.now();
        List.copyOf(schedules.values()).forEach(schedule -> bringWord(schedule, now));
    }

    private void bringWord(Schedule schedule, Instant now) {
        long come = schedule.words().stream().filter(word -> !word.isAfter(now)).count();
        schedule.words().removeIf(word -> !word.isAfter(now));
        GroupMilestone name = schedule.date().name();
        Correlation correlation = Correlation.from(Optional.of(name.milestone().toString()));
        Stream.generate(() -> new MilestoneMessage(name.group(), correlation))
                .limit(come)
                .forEach(message -> queue.send(message));
    }

    /** When they bring word next of the group that ends; the world does not wait for the other one. */
    Stream<Instant> nextEvents() {
        return schedules.values().stream()
                .filter(schedule -> schedule.date().name().group().equals(Calendar.GROUP))
                .flatMap(schedule -> schedule.words().stream());
    }
}
