package sundown.failure;

import java.util.concurrent.ExecutionException;

/** Waits for what another thread does, and fails as that thread did. */
public final class Waiting {
    private Waiting() {}

    /** What is waited for: the answer of a future, for example. */
    @FunctionalInterface
    public interface Awaited<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    /**
     * Waits until there is an answer.
     *
     * @param doing what the other thread does, as in "interrupted while sending"
     * @throws RetryableFailure when this thread was interrupted
     * @throws RuntimeException what the other thread failed with
     */
    public static <T> T until(Awaited<T> awaited, String doing) {
        try {
            return awaited.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RetryableFailure("interrupted while " + doing, interrupted);
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause(), doing);
        }
    }

    private static RuntimeException rethrown(Throwable cause, String doing) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            default -> new IllegalStateException(doing + " failed in a way it cannot", cause);
        };
    }
}
