package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
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
     * Returns the group that an operator names.
     *
     * @throws Problem if it is not in the timeline
     */
    public GroupId require(GroupId id) {
        Timeline timeline = timelines.inForce();
        return timeline.group(id).map(Group::id).orElseThrow(() -> notAGroup(timeline, id));
    }

    /** Returns the groups of the timeline in force, in its order. */
    public List<GroupId> all() {
        return timelines.inForce().groups().stream().map(Group::id).toList();
    }

    /** An operator may take an exempt region for a group. */
    static Problem notAGroup(Timeline timeline, GroupId named) {
        boolean exempt =
                timeline.exempt().stream().anyMatch(region -> region.code().equals(named.value()));
        return exempt
                ? Problem.of(ProblemType.EXEMPT_GROUP, "In " + named + " the service does not end.")
                : timeline.unknownGroup(named);
    }

    /** Returns the number of transfers and archives that ran at the last count since the group's close. */
    public Optional<Long> running(GroupId group) {
        Optional<Instant> close =
                timelines.inForce().group(group).map(known -> known.dates().close());
        return closings.find(group)
                .filter(closing -> close.equals(Optional.of(closing.close())))
                .flatMap(Closing::counted)
                .map(Closing.Counted::running);
    }

    /** Reads the circumstances of a group's deletion. No part comes from a cache, not even the timeline. */
    public PurgeContext circumstances(GroupId group) {
        Timeline timeline = timelines.current().timeline();
        Optional<Plan> plan = plans.latest(group);
        Optional<Dates> dates = timeline.group(group).map(Group::dates);
        Optional<Instant> drainedAt = dates.flatMap(known -> ClosingRules.drained(closings.find(group), known));
        return new PurgeContext(
                group,
                plan,
                timeline,
                drainedAt,
                approvals.find(group),
                datesSince(group, timeline, plan),
                holds.changes(group),
                killSwitch.stopped(),
                now());
    }

    /** Returns the earlier time of this machine's clock and the trusted time. */
    public Instant now() {
        return PurgeRules.earlier(clock.instant(), trusted.now());
    }

    /** Reads no replaced version while the timeline of the plan is in force. */
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
