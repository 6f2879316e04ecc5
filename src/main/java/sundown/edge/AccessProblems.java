package sundown.edge;

import java.util.stream.Collectors;
import sundown.operator.Access;
import sundown.operator.AccessRules;
import sundown.operator.Role;

/** Why an operator may not call a function: each with its own type. */
final class AccessProblems {
    private AccessProblems() {}

    static Problem of(AccessRules.Reason why, Access access) {
        return switch (why) {
            case NOT_SIGNED_IN ->
                Problem.of(ProblemType.OPERATOR_NOT_SIGNED_IN, "Send a valid token of the operators' sign-in.");
            case ROLE_MISSING ->
                Problem.of(
                        ProblemType.ROLE_MISSING,
                        "It takes one of these roles: "
                                + access.roles().stream()
                                        .sorted()
                                        .map(Role::word)
                                        .collect(Collectors.joining(", "))
                                + ".");
            case SIGN_IN_TOO_OLD ->
                Problem.of(
                                ProblemType.SIGN_IN_TOO_OLD,
                                "Sign in again, and call within " + AccessRules.FRESH.toMinutes() + " minutes.")
                        .with("maxAge", AccessRules.FRESH.toSeconds());
            case SECOND_FACTOR_MISSING ->
                Problem.of(ProblemType.SECOND_FACTOR_MISSING, "Sign in again with your second factor.");
            case TOKEN_REQUIRED ->
                Problem.of(ProblemType.TOKEN_REQUIRED, "Call the operators' API with a token of yours.");
        };
    }
}
