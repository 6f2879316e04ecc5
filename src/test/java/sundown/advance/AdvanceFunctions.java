package sundown.advance;

import java.time.Clock;
import java.util.List;
import sundown.edge.QueueEdge;
import sundown.timeline.TimelineStore;

/** The function and the rounds of the dates, put together by hand over any ports: what the container does otherwise. */
public record AdvanceFunctions(
        AdvanceGroupFunction advance, AdvanceRound round, ScheduleFollower follower, ScheduleRound scheduleRound) {

    /** What they reach the world through. */
    public record Ports(
            TimelineStore timelines,
            AdvanceStore advances,
            AdvanceQueue queue,
            Schedules schedules,
            FollowedTimeline followed,
            List<Arrival> arrivals) {}

    /** Puts them together. */
    public static AdvanceFunctions over(Ports ports, Clock clock) {
        AdvanceWorker worker = new AdvanceWorker(ports.advances(), ports.arrivals(), ports.queue(), clock);
        ScheduleFollower follower = new ScheduleFollower(ports.schedules(), ports.followed(), clock);
        return new AdvanceFunctions(
                new AdvanceGroupFunction(new QueueEdge(), ports.timelines(), ports.advances(), worker, clock),
                new AdvanceRound(ports.timelines(), ports.advances(), ports.queue(), clock),
                follower,
                new ScheduleRound(ports.timelines(), ports.followed(), follower));
    }
}
