package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.account.Region;
import sundown.edge.ProblemException;
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
     * @throws ProblemException for any other
     */
    GroupId require(GroupId id) {
        Timeline timeline = timelines.inForce();
        Group group = timeline.groups().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(timeline, id));
        if (PlanRules.closed(timeline, id, clock.instant()).isEmpty()) {
            throw PlanProblems.windowOpen(group.dates().close()).asException();
        }
        if (!drained.drained(id)) {
            throw PlanProblems.notDrained().asException();
        }
        return id;
    }

    /** Somebody may take an exempt region for a group. */
    private static ProblemException unknown(Timeline timeline, GroupId given) {
        Optional<Region> exempt = timeline.exempt().stream()
                .filter(region -> region.code().equals(given.value()))
                .findFirst();
        return exempt.map(region -> PurgeProblems.exemptGroup(region.code()))
                .orElseGet(() -> PurgeProblems.unknownGroup(given.value()))
                .asException();
    }
}
