package sundown.failure;

import java.util.concurrent.ExecutionException;

/** Waits for another thread, and fails the way that thread failed. */
public final class Waiting {
    private Waiting() {}

    /** A blocking call, {@code Future::get} for example. */
    @FunctionalInterface
    public interface Awaited<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    /**
     * Waits for the answer.
     *
     * @param doing what the other thread does, as in "interrupted while sending"
     * @throws RetryableFailure when this thread was interrupted
     * @throws RuntimeException the failure of the other thread
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
