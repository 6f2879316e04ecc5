package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sundown.hold.HoldStore;
import sundown.job.GroupChunks;
import sundown.operator.Operator;
import sundown.purge.close.ClosingRules;
import sundown.purge.close.ClosingStore;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/** Begins plans, each in place of the one that an operator names. */
@Singleton
final class PlanStart {
    private final PlanStore plans;
    private final TimelineStore timelines;
    private final ClosingStore closings;
    private final HoldStore holds;
    private final GroupChunks chunks;
    private final PlanSteps steps;
    private final Clock clock;
    private final RandomGenerator random;

    PlanStart(
            PlanStore plans,
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            GroupChunks chunks,
            PlanSteps steps,
            Clock clock,
            RandomGenerator random) {
        this.plans = plans;
        this.timelines = timelines;
        this.closings = closings;
        this.holds = holds;
        this.chunks = chunks;
        this.steps = steps;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The plan of a group, begun if there is none.
     *
     * @throws sundown.edge.Problem when the group is not closed and drained, or the plan to be replaced is another
     */
    PurgePlan plan(GroupId group, Operator by, Optional<PlanId> instead) {
        requireDrained(group);
        Optional<PurgePlan> found = plans.find(group);
        return switch (PlanRules.asked(found, instead)) {
            case PlanRules.Step.Begin _ -> begin(group, by, instead, PlanRules.begunAt(found, clock.instant()));
            case PlanRules.Step.Tell tell -> tell.plan();
            case PlanRules.Step.OtherPlan _ -> throw PlanProblems.otherPlan();
        };
    }

    private void requireDrained(GroupId id) {
        Timeline timeline = timelines.inForce();
        Group group = timeline.group(id).orElseThrow(() -> PlanProblems.notAGroup(timeline, id));
        Dates dates = group.dates();
        if (clock.instant().isBefore(dates.close())) {
            throw PlanProblems.windowOpen(dates.close());
        }
        if (ClosingRules.drained(closings.find(id), dates).isEmpty()) {
            throw PlanProblems.notDrained();
        }
    }

    private PurgePlan begin(GroupId group, Operator by, Optional<PlanId> instead, Instant now) {
        PlanId id = new PlanId(HexFormat.of().toHexDigits(random.nextLong()));
        PurgePlan plan = PurgePlan.begun(
                group, id, by, timelines.inForce().version(), chunks.number(), holds.changes(group), instead, now);
        if (plans.begin(plan, instead)) {
            steps.advance(plan);
            return plan;
        }
        return plans.find(group).orElseThrow(() -> PlanProblems.otherPlan());
    }
}
