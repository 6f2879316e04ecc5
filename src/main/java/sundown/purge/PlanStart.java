package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.hold.HoldStore;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** Begins plans, and sends again what was not heard of. */
@Singleton
final class PlanStart {
    private final PlanStore plans;
    private final TimelineStore timelines;
    private final HoldStore holds;
    private final MessageQueue<PlanMessage> queue;
    private final Clock clock;
    private final RandomGenerator random;

    PlanStart(
            PlanStore plans,
            TimelineStore timelines,
            HoldStore holds,
            MessageQueue<PlanMessage> queue,
            Clock clock,
            RandomGenerator random) {
        this.plans = plans;
        this.timelines = timelines;
        this.holds = holds;
        this.queue = queue;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The plan of a group that is closed and drained, begun if there is none.
     *
     * @throws sundown.edge.Problem when the plan that is to be replaced is another
     */
    PurgePlan plan(GroupId group, Operator by, Optional<PlanId> instead) {
        Instant now = clock.instant();
        return switch (PlanRules.next(plans.find(group), instead, now)) {
            case PlanRules.Step.Begin ignored -> begin(group, by, instead, now);
            case PlanRules.Step.SendAgain again -> sendAgain(again, now);
            case PlanRules.Step.Tell tell -> tell.plan();
            case PlanRules.Step.OtherPlan ignored -> throw PlanProblems.otherPlan();
        };
    }

    private PurgePlan begin(GroupId group, Operator by, Optional<PlanId> instead, Instant now) {
        PlanId id = new PlanId(HexFormat.of().toHexDigits(random.nextLong()));
        PurgePlan plan = PurgePlan.begun(group, id, by, timelines.inForce().version(), holds.changes(group), now);
        if (plans.begin(plan, instead)) {
            send(plan, PlanRules.left(plan));
            return plan;
        }
        return plans.find(group).orElseThrow(() -> PlanProblems.otherPlan());
    }

    private PurgePlan sendAgain(PlanRules.Step.SendAgain again, Instant now) {
        if (plans.sendAgain(again.read(), now)) {
            send(again.read(), again.shards());
        }
        return again.read();
    }

    private void send(PurgePlan plan, List<Integer> shards) {
        queue.send(shards.stream()
                .map(shard -> PlanMessage.first(plan, shard, Correlation.current()))
                .toList());
    }
}
