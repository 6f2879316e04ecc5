package sundown.sweep;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * One run of the sweep. An item that fails is logged and delays no other; it is due again at the next run. Failures
 * that no port announces are faults of the code: they are counted, and the run ends with an error when all else is
 * done. Safe for use by several threads.
 */
public final class SweepRun {
    private final AtomicInteger faults = new AtomicInteger();

    /**
     * Processes items one by one, and sums up what was done.
     *
     * @param log logs the failure of an item
     */
    public <T> int each(Collection<T> due, ToIntFunction<T> process, BiConsumer<LoggableFailure, T> log) {
        return due.stream()
                .mapToInt(item -> attempt(() -> process.applyAsInt(item), 0, failed -> log.accept(failed, item)))
                .sum();
    }

    /**
     * Does something that may fail.
     *
     * @param otherwise the result if it fails
     */
    public <R> R attempt(Supplier<R> work, R otherwise, Consumer<LoggableFailure> log) {
        try {
            return work.get();
        } catch (RetryableFailure | PermanentFailure failed) {
            log.accept(LoggableFailure.of(failed));
        } catch (RuntimeException fault) {
            countFault();
            log.accept(LoggableFailure.of(fault));
        }
        return otherwise;
    }

    void countFault() {
        faults.incrementAndGet();
    }

    int faults() {
        return faults.get();
    }
}
