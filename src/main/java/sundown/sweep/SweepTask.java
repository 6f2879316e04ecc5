package sundown.sweep;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * A task that the sweep runs every minute. It processes some of what is due and reschedules it, so that the next run
 * does not find it again.
 */
public interface SweepTask {
    /**
     * Processes some of what is due, the longest waiting first.
     *
     * @return how many; 0 when nothing is left to do now
     */
    int run();

    /**
     * Processes items one by one, and sums up what was done. An item that fails delays no other; it is due again at the
     * next sweep.
     *
     * @param log logs the failure of an item
     */
    static <T> int each(Collection<T> due, ToIntFunction<T> process, BiConsumer<LoggableFailure, T> log) {
        int processed = 0;
        for (T item : due) {
            try {
                processed += process.applyAsInt(item);
            } catch (RetryableFailure | PermanentFailure failed) {
                log.accept(LoggableFailure.of(failed), item);
            }
        }
        return processed;
    }
}
