package sundown.timeline;

import sundown.edge.Problem;

/** What can be wrong with a group that somebody names. */
public final class GroupProblems {
    private GroupProblems() {}

    /** No group of the timeline in force. */
    public static Problem unknown(GroupId named) {
        return Problem.of(
                "unknown-group", 404, "There is no such group.", "No group of the timeline is " + named + ".");
    }
}
