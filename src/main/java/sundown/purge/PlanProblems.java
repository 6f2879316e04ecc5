package sundown.purge;

import java.time.Instant;
import sundown.edge.Problem;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** What can stand in the way of a plan: each with its own type. */
public final class PlanProblems {
    private PlanProblems() {}

    /** Somebody may take an exempt region for a group. */
    public static Problem notAGroup(Timeline timeline, GroupId named) {
        boolean exempt =
                timeline.exempt().stream().anyMatch(region -> region.code().equals(named.value()));
        return exempt ? exemptGroup(named.value()) : timeline.unknownGroup(named);
    }

    private static Problem exemptGroup(String given) {
        return Problem.of(
                "exempt-group", 409, "Nothing is ever deleted there.", "In " + given + " the service does not end.");
    }

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
