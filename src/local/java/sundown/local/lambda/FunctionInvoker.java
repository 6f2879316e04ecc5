package sundown.local.lambda;

/** Calls a function and waits for its end, as Lambda's invocation type RequestResponse. */
@FunctionalInterface
public interface FunctionInvoker {

    /**
     * Calls the function.
     *
     * @param payload the event, a JSON document
     */
    Invocation invoke(String payload) throws InterruptedException;
}
