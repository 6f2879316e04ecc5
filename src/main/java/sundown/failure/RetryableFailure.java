package sundown.failure;

/**
 * A port could not do its work now and may later: the network, a throttled or failing service. Whoever meets it lets it
 * through, so that the queue delivers the message again and a caller of the API is told to come back.
 */
public final class RetryableFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which service failed and how, without any data of a user. */
    public RetryableFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same, where no exception tells of it. */
    public RetryableFailure(String message) {
        super(message);
    }
}
