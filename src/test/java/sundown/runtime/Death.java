package sundown.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Kills a worker at one of its calls, counted from 1: just before it, or when it was made and its answer is lost. The
 * worker stays dead. Safe for use by several threads.
 */
public final class Death implements ObservedPort.Observer {
    private final Predicate<String> counted;
    private final long call;
    private final boolean after;
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean dead;

    /** Kills at this call. */
    public Death(long call, boolean after) {
        this(name -> true, call, after);
    }

    /** Kills at this call of those that count. */
    public Death(Predicate<String> counted, long call, boolean after) {
        this.counted = counted;
        this.call = call;
        this.after = after;
    }

    /**
     * Has a worker die at each of its calls, and requires that all is well in the end.
     *
     * @param world makes the worlds of the workers, all alike
     * @param observe has the calls of a world's worker observed from now on
     * @param work in which the worker dies
     * @param end goes on without the dead worker, and requires what is right
     * @return the number of calls
     */
    public static <W> long atEachCall(
            boolean after,
            Supplier<W> world,
            BiConsumer<W, ObservedPort.Observer> observe,
            Consumer<W> work,
            Consumer<W> end) {
        Calls calls = new Calls();
        W whole = world.get();
        observe.accept(whole, calls);
        work.accept(whole);
        for (long call = 1; call <= calls.total(); call++) {
            W dying = world.get();
            observe.accept(dying, new Death(call, after));
            assertAll("death at call " + call, () -> requireDeath(() -> work.accept(dying)));
            observe.accept(dying, ObservedPort.Observer.NONE);
            assertAll("death at call " + call, () -> end.accept(dying));
        }
        return calls.total();
    }

    /** Requires that the worker dies in its work. */
    static void requireDeath(Runnable work) {
        assertThat(causes(catchThrowable(work::run))).hasAtLeastOneElementOfType(Died.class);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    @Override
    public void before(String name) {
        dieIf(dead || (counted.test(name) && calls.incrementAndGet() >= call && !after), name);
    }

    @Override
    public void after(String name) {
        dieIf(calls.get() >= call, name);
    }

    private void dieIf(boolean dies, String name) {
        if (dies) {
            dead = true;
            throw new Died(name);
        }
    }

    /** The worker is no more; no code of ours catches an {@link Error}. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        /** Dies at this call. */
        public Died(String call) {
            super(call, null, false, false);
        }
    }
}
