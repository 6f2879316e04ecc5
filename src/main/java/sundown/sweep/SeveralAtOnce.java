package sundown.sweep;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import sundown.edge.Correlation;

/** Runs several tasks at once that wait for other services. */
@Singleton
public final class SeveralAtOnce {
    /**
     * As many as a task of the sweep does. Where the payment service is asked, this is what Stripe accepts from an
     * account, together with the twenty of {@code issue-refund}, and one request for each refund's webhook: 100 a
     * second.
     *
     * @see <a href="https://docs.stripe.com/rate-limits">rate limits</a>
     */
    public static final int CONCURRENT_MAX = 10;

    private final int most;

    @Inject
    SeveralAtOnce() {
        this(Integer.MAX_VALUE);
    }

    /** @param most whatever is asked for; 1 for one after the other, by the caller's own thread */
    public SeveralAtOnce(int most) {
        this.most = most;
    }

    /** The results for all elements, {@link #CONCURRENT_MAX} at once. */
    public <T, R> List<R> map(List<T> elements, Function<T, R> work) {
        return map(elements, CONCURRENT_MAX, work);
    }

    /** The results for all elements, in their order; each is worked on under the caller's correlation id. */
    public <T, R> List<R> map(List<T> elements, int atOnce, Function<T, R> work) {
        return stream(elements.stream(), atOnce, work).toList();
    }

    /** Begins something; its result, which the caller waits for when it asks. */
    public <T> Future<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        if (most == 1) {
            task.run();
        } else {
            Thread.startVirtualThread(task);
        }
        return task;
    }

    /** Returns the results for a stream, which is read no further ahead than this. */
    public <T, R> Stream<R> stream(Stream<T> elements, int atOnce, Function<T, R> work) {
        Correlation correlation = Correlation.current();
        Function<T, R> correlated = element -> correlation.during(() -> work.apply(element));
        return most == 1
                ? elements.map(correlated)
                : elements.gather(Gatherers.mapConcurrent(Math.min(atOnce, most), correlated));
    }
}
