package sundown.failure;

/**
 * A port failed, and a retry may succeed: the network failed, or a service is throttled or down. Where no caller
 * catches it, the queue delivers the message again, and the API asks its caller to come back.
 */
public final class RetryableFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message names the service and its failure, and contains no user data. */
    public RetryableFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public RetryableFailure(String message) {
        super(message);
    }
}
