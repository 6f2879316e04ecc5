package sundown.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls of ports. */
public final class Calls implements ObservedPort.Observer {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void before(String call) {
        counts.merge(call, 1L, Long::sum);
    }

    /** Those of one method, {@code Port.method}. */
    public long of(String call) {
        return counts.getOrDefault(call, 0L);
    }

    /** All. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
