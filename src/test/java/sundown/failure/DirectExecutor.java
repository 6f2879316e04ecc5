package sundown.failure;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs each task at once in the thread that submits it, so that the order of tasks is fixed. */
public class DirectExecutor extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Nothing is left to wait for. */
    @Override
    public void close() {}

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("it lives as long as its user");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("it lives as long as its user");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
