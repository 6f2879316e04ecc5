package sundown.purge;

import java.time.Instant;
import sundown.edge.Problem;

/** What can stand in the way of a plan: each with its own type. */
final class PlanProblems {
    private PlanProblems() {}

    static Problem windowOpen(Instant close) {
        return Problem.of("window-open", 409, "The group has not closed.", "Its exports end at " + close + ".");
    }

    static Problem notDrained() {
        return Problem.of(
                "not-drained", 409, "The group is not drained.", "Transfers or archives of the group may still run.");
    }

    static Problem otherPlan() {
        return Problem.of(
                "other-plan",
                409,
                "The plan to be replaced is another.",
                "Name in insteadOf the plan that the group has now.");
    }
}
