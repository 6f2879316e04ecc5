package sundown.purge.plan;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sundown.hold.HoldStore;
import sundown.job.GroupChunks;
import sundown.operator.Operator;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** Begins plans, each in place of the one that an operator names. */
@Singleton
final class PlanStart {
    private final PlanStore plans;
    private final TimelineStore timelines;
    private final HoldStore holds;
    private final GroupChunks chunks;
    private final PlanSteps steps;
    private final Clock clock;
    private final RandomGenerator random;

    PlanStart(
            PlanStore plans,
            TimelineStore timelines,
            HoldStore holds,
            GroupChunks chunks,
            PlanSteps steps,
            Clock clock,
            RandomGenerator random) {
        this.plans = plans;
        this.timelines = timelines;
        this.holds = holds;
        this.chunks = chunks;
        this.steps = steps;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The plan of a group that is closed and drained, begun if there is none.
     *
     * @throws sundown.edge.Problem when the plan that is to be replaced is another
     */
    PurgePlan plan(GroupId group, Operator by, Optional<PlanId> instead) {
        Optional<PurgePlan> found = plans.find(group);
        return switch (PlanRules.asked(found, instead)) {
            case PlanRules.Step.Begin ignored -> begin(group, by, instead, PlanRules.begunAt(found, clock.instant()));
            case PlanRules.Step.Tell tell -> tell.plan();
            case PlanRules.Step.OtherPlan ignored -> throw PlanProblems.otherPlan();
        };
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
