package sundown.failure;

/**
 * A failure that is safe to log: its types, its stack traces, and only the messages that promise to contain no user
 * data. Messages of libraries may quote a token or a body.
 */
public final class LoggableFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private LoggableFailure(Throwable failure) {
        super(description(failure), failure.getCause() == null ? null : new LoggableFailure(failure.getCause()));
        setStackTrace(failure.getStackTrace());
    }

    /** The loggable form of a failure and its causes. */
    public static LoggableFailure of(Throwable failure) {
        return new LoggableFailure(failure);
    }

    private static String description(Throwable failure) {
        return switch (failure) {
            case RetryableFailure retryable -> retryable.toString();
            case PermanentFailure permanent -> permanent.toString();
            default -> failure.getClass().getName();
        };
    }
}
