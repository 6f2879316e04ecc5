package sundown.limit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The limits in memory. */
public final class InMemoryLimitStore implements LimitStore {
    private final AtomicReference<Optional<LimitChange>> latest = new AtomicReference<>(Optional.empty());

    @Override
    public SetLimits inForce() {
        return latest().map(LimitChange::limits).orElse(SetLimits.NONE);
    }

    @Override
    public Optional<LimitChange> latest() {
        return latest.get();
    }

    @Override
    public boolean save(LimitChange next) {
        Optional<LimitChange> before = latest();
        return before.map(LimitChange::version).orElse(0L) + 1 == next.version()
                && latest.compareAndSet(before, Optional.of(next));
    }
}
