package sundown.functions;

import sundown.local.lambda.FunctionInvoker.Invocation;

/** What runs an installation's functions. */
interface Functions extends AutoCloseable {
    /** Calls a function and waits for its end. */
    Invocation invoke(String function, String payload) throws InterruptedException;

    @Override
    void close();
}
