package sundown.milestone;

import java.time.Clock;
import java.util.List;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.timeline.TimelineStore;

/** The function and the rounds of the dates, put together by hand over any ports: what the container does otherwise. */
public record MilestoneFunctions(
        AdvanceGroupFunction advance, MilestoneTask round, ScheduleFollower follower, ScheduleTask scheduleRound) {

    /** What they reach the world through. */
    public record Ports(
            TimelineStore timelines,
            MilestoneStore advances,
            MessageQueue<MilestoneMessage> queue,
            Schedules schedules,
            FollowedTimeline followed,
            List<MilestoneHandler> arrivals) {}

    /** Puts them together. */
    public static MilestoneFunctions over(Ports ports, Clock clock) {
        MilestoneWorker worker = new MilestoneWorker(ports.advances(), ports.arrivals(), ports.queue(), clock);
        ScheduleFollower follower = new ScheduleFollower(ports.schedules(), ports.followed(), clock);
        return new MilestoneFunctions(
                new AdvanceGroupFunction(new QueueEdge(), ports.timelines(), ports.advances(), worker, clock),
                new MilestoneTask(ports.timelines(), ports.advances(), ports.queue(), clock),
                follower,
                new ScheduleTask(ports.timelines(), ports.followed(), follower));
    }
}
