package sundown.local.google.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.local.google.account.Account;

/** Counts what callers do. */
public final class Meter {
    private final Clock clock;
    private final Map<Call, Long> requests = new EnumMap<>(Call.class);
    private final Map<Integer, Long> refused = new TreeMap<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private final Map<Account, Integer> batchesInFlight = new HashMap<>();
    private int mostConcurrentBatches;
    private long bytesReceived;
    private Instant minute = Instant.MIN;
    private long requestsInMinute;
    private long busiestMinute;

    public Meter(Clock clock) {
        this.clock = clock;
    }

    synchronized void request(Call call) {
        requests.merge(call, 1L, Long::sum);
        if (call.ofLibrary()) {
            countMinute();
        }
    }

    synchronized void refusal(int httpStatus) {
        refused.merge(httpStatus, 1L, Long::sum);
    }

    /** Counts bytes of media as they arrive. */
    public synchronized void received(long bytes) {
        bytesReceived += bytes;
    }

    /** Counts the items of a batchCreate. */
    public synchronized void batch(int items) {
        batchSizes.add(items);
    }

    synchronized void writeBegins(Call call, Account account) {
        if (call == Call.BATCH_CREATE) {
            int running = batchesInFlight.merge(account, 1, Integer::sum);
            mostConcurrentBatches = Math.max(mostConcurrentBatches, running);
        }
    }

    synchronized void writeEnds(Call call, Account account) {
        if (call == Call.BATCH_CREATE) {
            batchesInFlight.merge(account, -1, Integer::sum);
        }
    }

    /** The counts so far. */
    public synchronized Metrics read() {
        return new Metrics(
                Map.copyOf(requests),
                Map.copyOf(refused),
                List.copyOf(batchSizes),
                mostConcurrentBatches,
                bytesReceived,
                busiestMinute);
    }

    private void countMinute() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            requestsInMinute = 0;
        }
        requestsInMinute++;
        busiestMinute = Math.max(busiestMinute, requestsInMinute);
    }
}
