package sundown.purge;

import java.time.Instant;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.purge.ApprovalRules.Refusal;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** The problems of operators' calls about a purge, each with its own type. */
final class PurgeProblems {
    private PurgeProblems() {}

    static Problem of(Refusal why) {
        return switch (why) {
            case NOT_PLANNED -> Problem.of(ProblemType.NOT_PLANNED, "Plan the group's purge first: plan-purge.");
            case WINDOW_OPEN -> Problem.of(ProblemType.WINDOW_OPEN, "Its users can still take their photos out.");
            case NOT_DRAINED ->
                Problem.of(
                        ProblemType.NOT_DRAINED,
                        "Something of its users may still run; get-purge tells when it is drained.");
            case OTHER_MANIFEST ->
                Problem.of(ProblemType.OTHER_MANIFEST, "The hash is not that of the group's latest plan.");
            case TAMPERED ->
                Problem.of(
                        ProblemType.MANIFEST_TAMPERED,
                        "What lies in the audit bucket has another hash, or is missing: find out why, and plan again.");
            case PLAN_OUTDATED ->
                Problem.of(
                        ProblemType.PLAN_OUTDATED,
                        "Since it was made the group's dates have changed, or a hold was changed or released, or the group"
                                + " was not drained then. Plan again.");
            case APPROVED_BEFORE ->
                Problem.of(ProblemType.APPROVED_BEFORE, "Two people have approved this plan before.");
            case OVER -> Problem.of(ProblemType.PURGE_OVER, "It can only be planned again.");
            case PLANNER_UNKNOWN ->
                Problem.of(
                        ProblemType.PLANNER_UNKNOWN,
                        "It was planned without a token, so that an approver could be the planner. Plan again"
                                + " with a token.");
            case BY_THE_PLANNER -> Problem.of(ProblemType.BY_THE_PLANNER, "It needs two other people.");
            case BY_THE_SAME_PERSON ->
                Problem.of(ProblemType.BY_THE_SAME_PERSON, "The second approval must be another person's.");
        };
    }

    /** An operator may take an exempt region for a group. */
    public static Problem notAGroup(Timeline timeline, GroupId named) {
        boolean exempt =
                timeline.exempt().stream().anyMatch(region -> region.code().equals(named.value()));
        return exempt ? exemptGroup(named.value()) : timeline.unknownGroup(named);
    }

    private static Problem exemptGroup(String given) {
        return Problem.of(ProblemType.EXEMPT_GROUP, "In " + given + " the service does not end.");
    }

    static Problem windowOpen(Instant close) {
        return Problem.of(ProblemType.WINDOW_OPEN, "Its exports end at " + close + ".");
    }

    static Problem notDrained() {
        return Problem.of(ProblemType.NOT_DRAINED, "Transfers or archives of the group may still run.");
    }

    static Problem otherPlan() {
        return Problem.of(ProblemType.OTHER_PLAN, "Name in insteadOf the plan that the group has now.");
    }
}
