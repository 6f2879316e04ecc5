package sundown.local.emulators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts requests by operation; safe for concurrent use. */
final class RequestCounter {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

    void count(String operation) {
        requests.computeIfAbsent(operation, absent -> new LongAdder()).increment();
    }

    Map<String, Long> snapshot() {
        return requests.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
