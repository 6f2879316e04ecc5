package sundown.failure;

/**
 * A port cannot do its work however often it is asked: a missing permission, a row that cannot be read. It ends as
 * recorded state or in a dead-letter queue, never in an endless retry.
 */
public final class PermanentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which service refused and how, without any data of a user. */
    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same, where no exception tells of it. */
    public PermanentFailure(String message) {
        super(message);
    }
}
