package sundown.purge;

import sundown.edge.Problem;

/** What can stand in the way of an operator's wish about a purge: each with its own type. */
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
                        "It was planned with IAM, or by version 1.1, so that an approver could be the planner. Plan again"
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
}
