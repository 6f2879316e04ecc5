package sundown.simulation.people;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Run;
import sundown.simulation.run.Secrets;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;

/** Calls functions as an app does, and checks that every answer is one that an app may get. */
public record Calls(Invocations invocations, Secrets secrets, Trace trace) {
    private static final Set<Integer> STATUSES = Set.of(200, 201, 400, 404, 409, 410, 422, 503);
    private static final int FAULT = 500;

    /** What a user needs to open an archive is in this field and nowhere else. */
    private static final String DOWNLOAD = "\"download\":{";

    /** The answer to a user, unless the function crashed. */
    Optional<ApiResponse> call(
            FunctionName name, UserId user, Function<ApiRequest, ApiResponse> function, ApiRequest request) {
        Invocations.Invocation<ApiResponse> done =
                invocations.of(name, Optional.of(user), () -> function.apply(request));
        done.answer().ifPresent(answer -> check(done.run(), user, answer));
        return done.answer();
    }

    private void check(Run run, UserId user, ApiResponse answer) {
        trace.say(() -> "  " + run + " is answered " + answer.statusCode() + " " + answer.body());
        boolean allowed = STATUSES.contains(answer.statusCode()) || (answer.statusCode() == FAULT && run.mayFail());
        Violation.unless(allowed, "no fault of our own", run + " " + answer.statusCode());
        if (run.function() != FunctionName.GET_ARCHIVE || !answer.body().contains(DOWNLOAD)) {
            secrets.requireNoneInAnswer(answer.body(), user, "an answer to " + run);
        }
    }
}
