package sundown.membership;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sundown.runtime.ObservedPort;

/** Counts the calls of ports. */
final class Calls implements ObservedPort.Observer {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void before(String call) {
        counts.merge(call, 1L, Long::sum);
    }

    long of(String call) {
        return counts.getOrDefault(call, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Writes on rows of members; one that is refused counts, too. */
    long writesOnMembers() {
        return Stream.of("RefundLedger.open", "RefundLedger.save", "MembershipStore.cancel")
                .mapToLong(this::of)
                .sum();
    }
}
