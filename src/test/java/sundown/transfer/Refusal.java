package sundown.transfer;

import java.util.function.Consumer;
import java.util.function.Function;
import sundown.edge.ApiResponse;

/**
 * A request that is refused.
 *
 * @param problem the last part of the problem's type
 * @param when in words
 * @param prepare what has happened before
 * @param request the request itself
 */
record Refusal(
        String problem,
        int status,
        String when,
        Consumer<Functions> prepare,
        Function<Functions, ApiResponse> request) {
    static Refusal of(String problem, int status, String when, Function<Functions, ApiResponse> request) {
        return new Refusal(problem, status, when, functions -> {}, request);
    }

    /** The same after something has happened. */
    Refusal after(Consumer<Functions> preparation) {
        return new Refusal(problem, status, when, preparation, request);
    }

    @Override
    public String toString() {
        return problem + " " + when;
    }
}
