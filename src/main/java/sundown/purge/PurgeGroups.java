package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sundown.hold.HoldStore;
import sundown.purge.close.ClosingRules;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Reads the groups that may be deleted, and the circumstances that decide on their deletion. */
@Singleton
public record PurgeGroups(
        TimelineStore timelines,
        ClosingStore closings,
        HoldStore holds,
        PlanStore plans,
        ApprovalStore approvals,
        KillSwitch killSwitch,
        TrustedTime trusted,
        Clock clock) {
    /**
     * The group that an operator names.
     *
     * @throws sundown.edge.Problem if it is not in the timeline, or an exempt region
     */
    public GroupId require(GroupId id) {
        Timeline timeline = timelines.inForce();
        if (timeline.group(id).isPresent()) {
            return id;
        }
        throw PurgeProblems.notAGroup(timeline, id);
    }

    /** The number of transfers and archives that ran at the last count since the group's close. */
    public Optional<Long> running(GroupId group) {
        Optional<Instant> close =
                timelines.inForce().group(group).map(known -> known.dates().close());
        return closings.find(group)
                .filter(closing -> close.equals(Optional.of(closing.close())))
                .flatMap(Closing::counted)
                .map(Closing.Counted::running);
    }

    /** The circumstances of a group's deletion now. The timeline is not a cached one, either. */
    public PurgeContext circumstances(GroupId group) {
        Timeline timeline = timelines.current().timeline();
        Optional<Plan> plan = plans.latest(group);
        Optional<Dates> dates = timeline.group(group).map(Group::dates);
        Optional<Instant> drainedAt = dates.flatMap(known -> ClosingRules.drained(closings.find(group), known));
        return new PurgeContext(
                group,
                plan,
                dates.map(Dates::close),
                drainedAt,
                approvals.find(group),
                timeline.version(),
                datesSince(group, timeline, plan),
                holds.changes(group),
                killSwitch.stopped(),
                now());
    }

    /** The earlier one of two clocks. */
    public Instant now() {
        return PurgeRules.earlier(clock.instant(), trusted.now());
    }

    /** Usually the timeline of the plan is in force, and no replaced version is read. */
    private int datesSince(GroupId group, Timeline current, Optional<Plan> plan) {
        int oldest = plan.map(Plan::timelineVersion).orElse(current.version());
        int since = current.version();
        while (since > oldest && agrees(group, current, since - 1)) {
            since--;
        }
        return since;
    }

    private boolean agrees(GroupId group, Timeline current, int version) {
        return timelines
                .replaced(version)
                .filter(replaced -> replaced.timeline().agreesOn(group, current))
                .isPresent();
    }
}
