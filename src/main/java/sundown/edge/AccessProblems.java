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
                Problem.of(
                        "operator-not-signed-in",
                        401,
                        "You are not signed in.",
                        "Send a valid token of the operators' sign-in.");
            case ROLE_MISSING ->
                Problem.of(
                        "role-missing",
                        403,
                        "Your role does not allow this.",
                        "It takes one of these roles: "
                                + access.roles().stream()
                                        .sorted()
                                        .map(Role::word)
                                        .collect(Collectors.joining(", "))
                                + ".");
            case SIGN_IN_TOO_OLD ->
                Problem.of(
                                "sign-in-too-old",
                                401,
                                "Your sign-in is too old for this.",
                                "Sign in again, and call within " + AccessRules.FRESH.toMinutes() + " minutes.")
                        .with("maxAge", AccessRules.FRESH.toSeconds());
            case SECOND_FACTOR_MISSING ->
                Problem.of(
                        "second-factor-missing",
                        401,
                        "This takes a second factor.",
                        "Sign in again with your second factor.");
            case TOKEN_REQUIRED ->
                Problem.of(
                        "token-required",
                        403,
                        "This cannot be done with IAM.",
                        "Call the operators' API with a token of yours.");
        };
    }
}
