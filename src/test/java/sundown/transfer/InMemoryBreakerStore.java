package sundown.transfer;

import java.util.concurrent.atomic.AtomicReference;
import sundown.failure.CircuitBreaker;

/** The library's circuit breaker in memory, which is never older than it is. */
public final class InMemoryBreakerStore implements BreakerStore {
    private final AtomicReference<Kept> kept = new AtomicReference<>(Kept.NONE);

    @Override
    public Kept findRecent() {
        return find();
    }

    @Override
    public Kept find() {
        return kept.get();
    }

    @Override
    public boolean save(Kept read, CircuitBreaker next) {
        Kept stored = find();
        return stored.version() == read.version() && kept.compareAndSet(stored, stored.saved(next));
    }
}
