package sundown.failure;

/**
 * A port failed, and a retry would fail again: a permission is missing, or a row cannot be read. The failure is
 * recorded, is logged for people, or leaves its message in a dead-letter queue.
 */
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message names the service and its refusal, and contains no user data. */
    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public PermanentFailure(String message) {
        super(message);
    }
}
