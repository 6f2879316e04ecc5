package sundown.milestone;

import java.time.Clock;
import java.util.List;
import sundown.edge.MessageQueue;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.milestone.Milestone.Milestones;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;

/** The function and the sweep tasks of milestones, wired by hand over any ports. */
public record MilestoneFunctions(AdvanceGroupFunction advance, MilestoneSweep round, ScheduleFollower follower) {
    /** The milestones that the template sets. */
    public static final Milestones MILESTONES = new Milestones(List.of(90, 60, 30, 14, 7, 3, 1));

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
        return Assembly.of(MilestoneFunctions.class, ports, clock);
    }
}
