package sundown.purge;

import java.time.Instant;
import sundown.edge.Problem;
import sundown.purge.ApprovalRules.Refusal;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** The problems of operators' calls about a purge, each with its own type. */
final class PurgeProblems {
    private PurgeProblems() {}

    static Problem of(Refusal why) {
        return switch (why) {
            case NOT_PLANNED ->
                conflict("not-planned", "Nothing has been planned.", "Plan the group's purge first: plan-purge.");
            case WINDOW_OPEN ->
                conflict("window-open", "The group has not closed.", "Its users can still take their photos out.");
            case NOT_DRAINED ->
                conflict(
                        "not-drained",
                        "The group is not drained.",
                        "Something of its users may still run; get-purge tells when it is drained.");
            case OTHER_MANIFEST ->
                conflict(
                        "other-manifest",
                        "This is not the group's manifest.",
                        "The hash is not that of the group's latest plan.");
            case TAMPERED ->
                conflict(
                        "manifest-tampered",
                        "The manifest is not what was planned.",
                        "What lies in the audit bucket has another hash, or is missing: find out why, and plan again.");
            case PLAN_OUTDATED ->
                conflict(
                        "plan-outdated",
                        "The plan is out of date.",
                        "Since it was made the group's dates have changed, or a hold was changed or released, or the group"
                                + " was not drained then. Plan again.");
            case APPROVED_BEFORE ->
                conflict("approved-before", "It has been approved.", "Two people have approved this plan before.");
            case OVER -> conflict("purge-over", "This purge has come to its end.", "It can only be planned again.");
            case PLANNER_UNKNOWN ->
                conflict(
                        "planner-unknown",
                        "It is not known who planned it.",
                        "It was planned without a token, so that an approver could be the planner. Plan again"
                                + " with a token.");
            case BY_THE_PLANNER ->
                conflict("by-the-planner", "The planner of a purge cannot approve it.", "It needs two other people.");
            case BY_THE_SAME_PERSON ->
                conflict(
                        "by-the-same-person",
                        "You have approved it before.",
                        "The second approval must be another person's.");
        };
    }

    private static Problem conflict(String name, String title, String detail) {
        return Problem.of(name, 409, title, detail);
    }

    /** An operator may take an exempt region for a group. */
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
