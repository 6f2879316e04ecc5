package sundown.milestone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** The function and the sweep tasks of milestones, over ports in memory, at the opening of {@link #GROUP}. */
final class Functions {
    static final GroupId GROUP = new GroupId("1");
    static final Dates DATES = group(new InMemoryTimelineStore(), GROUP).dates();

    final ManualClock clock = new ManualClock(DATES.exportsOpen());
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryMilestoneStore advances = new InMemoryMilestoneStore();
    final InMemoryQueue<MilestoneMessage> queue = new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5);
    final InMemorySchedules schedules = new InMemorySchedules();
    final InMemoryFollowedTimeline followed = new InMemoryFollowedTimeline();
    final List<MilestoneHandler> arrivals = new ArrayList<>();

    private MilestoneFunctions functions = MilestoneFunctions.over(ports(arrivals), clock);

    private MilestoneFunctions.Ports ports(List<MilestoneHandler> arrivals) {
        return new MilestoneFunctions.Ports(timelines, advances, queue, schedules, followed, arrivals);
    }

    /** From now on, the functions call these, too. */
    void arrive(MilestoneHandler... more) {
        arrivals.addAll(List.of(more));
        functions = MilestoneFunctions.over(ports(arrivals), clock);
    }

    /** From now on, an observer is told of every call of a port. */
    void observe(ObservedPort.Observer observer) {
        List<MilestoneHandler> observed = arrivals.stream()
                .map(arrival -> ObservedPort.of(MilestoneHandler.class, arrival, observer))
                .toList();
        functions = MilestoneFunctions.over(ObservedPort.all(ports(observed), observer), clock);
    }

    QueueEvent.Answer advance(String body) {
        return functions.advance().handle(QueueEvents.of(body));
    }

    QueueEvent.Answer advance() {
        return advance(new MilestoneMessage(GROUP, new Correlation("schedule-1")).write());
    }

    /** Works on all that is in the queue and visible. */
    void work() {
        queue.work(functions.advance()::handle);
    }

    void sweep() {
        Sweeps.sweep(List.of(functions.round(), functions.follower()), clock);
    }

    void publish() {
        functions.follower().published(timelines.inForce());
    }

    private static Group group(InMemoryTimelineStore timelines, GroupId id) {
        return timelines.inForce().group(id).orElseThrow();
    }

    List<Milestone> acted() {
        return advances.find(GROUP).acted().keySet().stream()
                .sorted(Comparator.comparing(MilestoneFunctions.MILESTONES.all()::indexOf))
                .toList();
    }
}
