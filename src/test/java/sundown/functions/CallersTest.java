package sundown.functions;

import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the functions behind a sign-in serve; the user is what the event's verified claims say. */
@FunctionTest
class CallersTest {
    private static final String CLAIMS = "/requestContext/authorizer/jwt/claims";

    @Inject
    Installation sundown;

    private static Stream<String> functions() {
        return Stream.of(
                "get-status",
                "start-transfer",
                "stop-transfer",
                "resume-transfer",
                "list-items",
                "request-archive",
                "get-archive",
                "confirm-download",
                "delete-archive");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refusesARequestThatNoAuthorizerLetThrough(String function) throws Exception {
        Event request = Event.of(function);

        sundown.call(function, request.without("/requestContext/authorizer")).isProblem(401, "not-signed-in");
        sundown.call(function, request.without("/requestContext")).isProblem(401, "not-signed-in");
        sundown.call(function, request.without(CLAIMS + "/sub")).isProblem(401, "not-signed-in");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refusesAnIdToken(String function) throws Exception {
        Event request = Event.of(function);

        sundown.call(function, request.with(CLAIMS + "/token_use", "id")).isProblem(403, "wrong-token");
        sundown.call(function, request.without(CLAIMS + "/token_use")).isProblem(403, "wrong-token");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refusesASubjectThatCanBeNoUser(String function) throws Exception {
        Event request = Event.of(function).with(CLAIMS + "/sub", "../user-in-0001");

        sundown.call(function, request).isProblem(404, "no-account");
    }
}
