package sundown.functions;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Patience() {}

    /**
     * Waits until a condition holds.
     *
     * @throws AssertionError if it takes longer than the limit
     */
    static void until(Duration limit, String condition, BooleanSupplier holds) {
        until(limit, condition, holds, () -> "nothing that tells why");
    }

    /**
     * The same, and says what is there in its place.
     *
     * @throws AssertionError if it takes longer than the limit
     */
    static void until(Duration limit, String condition, BooleanSupplier holds, Supplier<String> inItsPlace) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError(
                        "after " + limit + " it is still not so that " + condition + "; there is " + inItsPlace.get());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
