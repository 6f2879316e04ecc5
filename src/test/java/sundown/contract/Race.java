package sundown.contract;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets several threads do the same thing at the same time. */
final class Race {
    private Race() {}

    /** The results of all threads, which begin together. */
    static <T> List<T> between(int threads, IntFunction<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> runners = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(number -> () -> {
                        start.await();
                        return work.apply(number);
                    })
                    .toList();
            return executor.invokeAll(runners).stream().map(Race::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        if (future.state() == Future.State.FAILED) {
            throw new AssertionError("a thread failed", future.exceptionNow());
        }
        return future.resultNow();
    }
}
