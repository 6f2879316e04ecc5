package sundown.failure;

/**
 * A failure as a log may show it: its types and places, and of its messages only those that promise to hold nothing of
 * a user. What libraries throw may quote a token or a body.
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
