package sundown.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * A worker's run of a shard of a task, bounded in time. An item that fails is logged and delays no other; it is due
 * again at the next run. Failures that no port announces are faults of the code: they are counted, and the run ends
 * with an error when all else is done. Safe for use by several threads.
 */
public final class SweepRun {
    private final int shard;
    private final Clock clock;
    private final Instant end;
    private final AtomicInteger faults = new AtomicInteger();

    /** Items that fail again until people correct them. */
    private final Set<Object> broken = ConcurrentHashMap.newKeySet();

    /**
     * Begins.
     *
     * @param longest how long it may begin to process items
     */
    public SweepRun(int shard, Clock clock, Duration longest) {
        this.shard = shard;
        this.clock = clock;
        this.end = clock.instant().plus(longest);
    }

    /** The shard to work on: from 0 on, and below {@link SweepTask.TaskName#shards()}. */
    public int shard() {
        return shard;
    }

    /** True when its time is over: what is left is due at the next run. */
    public boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /**
     * Reads what is due, and looks past the items that have turned out to be broken in this run: they stay due, and
     * there may be more of them than a task reads at once.
     *
     * @param read reads this number of due items, the longest waiting first
     */
    public <T> List<T> due(IntFunction<List<T>> read, int atOnce) {
        return read.apply(atOnce + broken.size()).stream()
                .filter(this::isTried)
                .limit(atOnce)
                .toList();
    }

    /**
     * Processes items one by one until the time is over, and sums up what was done.
     *
     * @param log logs the failure of an item
     */
    public <T> int each(Collection<T> due, ToIntFunction<T> process, BiConsumer<LoggableFailure, T> log) {
        return due.stream().mapToInt(item -> one(item, process, log)).sum();
    }

    /**
     * Processes an item, unless the time is over or the item is known to be broken.
     *
     * @param log logs its failure
     */
    public <T> int one(T item, ToIntFunction<T> process, BiConsumer<LoggableFailure, T> log) {
        return isTried(item) && !isOver()
                ? attempt(item, () -> process.applyAsInt(item), 0, failed -> log.accept(failed, item))
                : 0;
    }

    /**
     * Does work that may fail.
     *
     * @param item the item that the work is for
     * @param otherwise the result if the work fails
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
