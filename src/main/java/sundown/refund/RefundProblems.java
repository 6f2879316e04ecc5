package sundown.refund;

import java.util.Arrays;
import java.util.stream.Collectors;
import sundown.edge.Problem;

/** What can stand in the way of an operator's wish about refunds: each with its own type. */
final class RefundProblems {
    private RefundProblems() {}

    static Problem unknownState(String given) {
        String known =
                Arrays.stream(RefundState.StateName.values()).map(Enum::name).collect(Collectors.joining(", "));
        return Problem.of("unknown-state", 400, "There is no such state.", given + " is none of " + known + ".");
    }

    static Problem unknownUser() {
        return Problem.of(
                "unknown-user",
                404,
                "There is no such user.",
                "Neither an account nor this charge's row in the ledger has this user id.");
    }

    static Problem noRefund() {
        return Problem.of(
                "no-refund", 404, "There is no such refund.", "The ledger has no refund of this charge for this user.");
    }

    static Problem nothingToResolve(RefundState.StateName state) {
        return Problem.of(
                "nothing-to-resolve",
                409,
                "Nothing is to be resolved.",
                "Only a refund in the state MANUAL can be resolved; this one is " + state + ".");
    }
}
