package sundown.hold;

import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.timeline.GroupId;

/** What can stand in the way of an operator's wish about holds: each with its own type. */
final class HoldProblems {
    private HoldProblems() {}

    static Problem unknownUser() {
        return Problem.of("unknown-user", 404, "There is no such user.", "No account has this user id.");
    }

    static Problem hasAccount() {
        return Problem.of(
                "has-account", 409, "The user has an account.", "The call says that no account has this user id.");
    }

    static Problem foreignGroup(GroupId named) {
        return Problem.of(
                "foreign-group",
                409,
                "The user is not of this group.",
                "The region of the account is not of group " + named + ".");
    }

    static Problem noHold(UserId user) {
        return Problem.of("no-hold", 404, "There is no such hold.", "User " + user + " is not under hold.");
    }
}
