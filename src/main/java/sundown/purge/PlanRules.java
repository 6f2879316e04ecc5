package sundown.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Of which group a plan may be made, when, and whose entries it lists: pure. */
public final class PlanRules {
    /** Shards of which nothing was heard for so long are sent again: messages may be lost, or dead letters. */
    static final Duration PATIENCE = Duration.ofHours(2);

    private PlanRules() {}

    /** What is to be done when a plan is asked for. */
    public sealed interface Step {
        /** Begin one. */
        record Begin() implements Step {}

        /** Send these shards again. */
        record SendAgain(PurgePlan read, List<Integer> shards) implements Step {}

        /** Tell how far it is. */
        record Tell(PurgePlan plan) implements Step {}

        /** The plan that is to be replaced is not the one that is there. */
        record OtherPlan() implements Step {}
    }

    /**
     * Decides what to do.
     *
     * @param instead the plan that the operator wants to replace, by its id
     */
    static Step next(Optional<PurgePlan> plan, Optional<PlanId> instead, Instant now) {
        if (instead.isPresent()) {
            return plan.map(PurgePlan::id).equals(instead) ? new Step.Begin() : new Step.OtherPlan();
        }
        return plan.map(begun -> next(begun, now)).orElseGet(Step.Begin::new);
    }

    private static Step next(PurgePlan plan, Instant now) {
        return plan.planned().isPresent() || now.isBefore(plan.sentAt().plus(PATIENCE))
                ? new Step.Tell(plan)
                : new Step.SendAgain(plan, left(plan));
    }

    /** The shards that are to be sent; where all were walked, the last one once more, for what comes after it. */
    static List<Integer> left(PurgePlan plan) {
        return plan.walked()
                ? List.of(PurgePlan.FOLDERS)
                : IntStream.range(0, PurgePlan.SHARDS)
                        .filter(shard -> !plan.done().contains(shard))
                        .boxed()
                        .toList();
    }

    /**
     * Whose entries under a group's prefix are listed. Whoever has an account elsewhere keeps what he has, whatever
     * lists him here.
     *
     * @param held whether he is under hold now
     */
    static Standing standing(Optional<Account> account, boolean held, GroupId group, Timeline timeline) {
        boolean foreign = account.isPresent()
                && account.flatMap(found -> timeline.groupOf(found.region()))
                        .filter(own -> own.id().equals(group))
                        .isEmpty();
        if (foreign) {
            return Standing.FOREIGN;
        }
        if (held) {
            return Standing.HELD;
        }
        return account.isPresent() ? Standing.ACCOUNT : Standing.NO_ACCOUNT;
    }
}
