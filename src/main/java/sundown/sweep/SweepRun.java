package sundown.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * A task's part in a run of the sweep. An item that fails is logged and delays no other; it is due again at the next
 * run. Failures that no port announces are faults of the code: they are counted, and the run ends with an error when
 * all else is done. Safe for use by several threads.
 */
public final class SweepRun {
    private final AtomicInteger faults = new AtomicInteger();

    /** Items that fail again until people correct them. */
    private final Set<Object> broken = ConcurrentHashMap.newKeySet();

    /**
     * Reads what is due, and looks past the items that have turned out to be broken in this run: they stay due, and
     * there may be more of them than a task reads at once.
     *
     * @param read reads so many of the due items, the longest waiting first
     */
    public <T> List<T> due(IntFunction<List<T>> read, int atOnce) {
        return read.apply(atOnce + broken.size()).stream()
                .filter(this::isTried)
                .limit(atOnce)
                .toList();
    }

    /**
     * Processes items one by one, except those that are known to be broken, and sums up what was done.
     *
     * @param log logs the failure of an item
     */
    public <T> int each(Collection<T> due, ToIntFunction<T> process, BiConsumer<LoggableFailure, T> log) {
        return due.stream()
                .filter(this::isTried)
                .mapToInt(item -> attempt(item, () -> process.applyAsInt(item), 0, failed -> log.accept(failed, item)))
                .sum();
    }

    /**
     * Does something that may fail.
     *
     * @param item what it is done for
     * @param otherwise the result if it fails
     */
    public <R> R attempt(Object item, Supplier<R> work, R otherwise, Consumer<LoggableFailure> log) {
        try {
            return work.get();
        } catch (RetryableFailure failed) {
            log.accept(LoggableFailure.of(failed));
        } catch (PermanentFailure failed) {
            broken.add(item);
            log.accept(LoggableFailure.of(failed));
        } catch (RuntimeException fault) {
            broken.add(item);
            countFault();
            log.accept(LoggableFailure.of(fault));
        }
        return otherwise;
    }

    private boolean isTried(Object item) {
        return !broken.contains(item);
    }

    void countFault() {
        faults.incrementAndGet();
    }

    int faults() {
        return faults.get();
    }

    int broken() {
        return broken.size();
    }
}
