package sundown.local.lambda;

/** Calls a function and waits for its end, as Lambda's invocation type RequestResponse. */
@FunctionalInterface
public interface FunctionInvoker {

    Invocation invoke(String payload) throws InterruptedException;

    /** Calls the function for a request that came through others. Only a pool counts them. */
    default Invocation invoke(String payload, Lineage lineage) throws InterruptedException {
        return invoke(payload);
    }
}
