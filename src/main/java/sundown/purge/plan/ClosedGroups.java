package sundown.purge.plan;

import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.purge.close.Drained;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** The groups that a plan may be made of: closed, and drained. */
@Singleton
final class ClosedGroups {
    private final TimelineStore timelines;
    private final Drained drained;
    private final Clock clock;

    ClosedGroups(TimelineStore timelines, Drained drained, Clock clock) {
        this.timelines = timelines;
        this.drained = drained;
        this.clock = clock;
    }

    /**
     * A group that is closed and drained.
     *
     * @throws sundown.edge.Problem for any other
     */
    GroupId require(GroupId id) {
        Timeline timeline = timelines.inForce();
        Group group = timeline.group(id).orElseThrow(() -> PlanProblems.notAGroup(timeline, id));
        if (clock.instant().isBefore(group.dates().close())) {
            throw PlanProblems.windowOpen(group.dates().close());
        }
        if (!drained.drained(id)) {
            throw PlanProblems.notDrained();
        }
        return id;
    }
}
