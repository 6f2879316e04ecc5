package sundown.local.lambda;

import java.time.Duration;

/** Calls a function and waits for its end, as Lambda's invocation type RequestResponse. */
@FunctionalInterface
public interface FunctionInvoker {

    Invocation invoke(String payload) throws InterruptedException;

    /** Calls the function for a request that came through others. Only a pool counts them. */
    default Invocation invoke(String payload, Lineage lineage) throws InterruptedException {
        return invoke(payload);
    }

    /** How one call of a function ended. Payloads are JSON documents. */
    public sealed interface Invocation {

        record Succeeded(String payload) implements Invocation {}

        /**
         * The function threw, or could not start; its process goes on unless it could not start.
         *
         * @param payload the error document as the function's runtime reported it
         */
        record Failed(String errorType, String message, String payload) implements Invocation {}

        /** The function ran into its timeout, and its process was killed: Lambda's "Task timed out". */
        record TimedOut(Duration timeout) implements Invocation {}

        /** The function's process ended before it answered; 128 and the signal's number when a signal ended it. */
        record Crashed(int exitCode) implements Invocation {}

        /** The function was not called: the request came through it as often as Lambda allows. */
        record Recursive(String function) implements Invocation {}

        /** The function was not called: all of its reserved concurrency is in use, or the local cloud is closing. */
        record Throttled() implements Invocation {}
    }
}
