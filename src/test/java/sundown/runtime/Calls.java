package sundown.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Counts the calls of ports. */
public final class Calls implements ObservedPort.Observer {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void before(String call) {
        counts.merge(call, 1L, Long::sum);
    }

    /** An observer that acts before each call of one method, {@code Port.method}; counted from 1. */
    public static ObservedPort.Observer before(String method, Consumer<Long> happening) {
        Calls counted = new Calls();
        return call -> {
            counted.before(call);
            if (call.equals(method)) {
                happening.accept(counted.of(method));
            }
        };
    }

    /** An observer that acts before the first call of one method alone. */
    public static ObservedPort.Observer beforeFirst(String method, Runnable happening) {
        return before(method, number -> {
            if (number == 1) {
                happening.run();
            }
        });
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
