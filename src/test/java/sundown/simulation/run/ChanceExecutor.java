package sundown.simulation.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import sundown.failure.DirectExecutor;

/**
 * Runs each task in the thread of its user: when it is submitted, or not before somebody waits for it, as chance has
 * it. So what is done at once elsewhere is done here in one order or the other, the same for the same seed.
 */
public final class ChanceExecutor extends DirectExecutor {
    private final Chance chance;
    private final Queue<Runnable> left = new ArrayDeque<>();

    public ChanceExecutor(Chance chance) {
        this.chance = chance;
    }

    /** A task that is run by the first thread that waits for it. */
    private static final class Task<T> extends FutureTask<T> {
        Task(Callable<T> call) {
            super(call);
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            run();
            return super.get();
        }
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> call) {
        return new Task<>(call);
    }

    /** What comes from a completion service is waited for in another way, and runs at once. */
    @Override
    public void execute(Runnable task) {
        if (task instanceof Task<?> && chance.oneIn(2)) {
            left.add(task);
        } else {
            super.execute(task);
        }
    }

    /** Runs what nobody has waited for. */
    @Override
    public void close() {
        left.forEach(Runnable::run);
    }
}
