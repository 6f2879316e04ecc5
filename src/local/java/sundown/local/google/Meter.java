package sundown.local.google;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Call;

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

    public synchronized void received(long bytes) {
        bytesReceived += bytes;
    }

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

    /**
     * What the stand-in has seen.
     *
     * @param requests the requests by kind, the refused ones too
     * @param refused the refusals by HTTP status, those of OAuth itself (such as invalid_grant) left out
     * @param batchSizes the items of each batchCreate, in the order in which they came
     * @param mostConcurrentBatchCreates the most that ran at once for one user; more than one is refused
     * @param bytesReceived the bytes of media, those sent again too
     * @param busiestMinute the most requests to the Library API in one minute of the clock
     */
    public record Metrics(
            Map<Call, Long> requests,
            Map<Integer, Long> refused,
            List<Integer> batchSizes,
            int mostConcurrentBatchCreates,
            long bytesReceived,
            long busiestMinute) {

        public long of(Call call) {
            return requests.getOrDefault(call, 0L);
        }

        /** The requests that count against the Library API's quota. */
        public long libraryRequests() {
            return requests.entrySet().stream()
                    .filter(entry -> entry.getKey().ofLibrary())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** What has come since earlier figures; what is the most of all time stays. */
        public Metrics since(Metrics before) {
            return new Metrics(
                    less(requests, before.requests),
                    less(refused, before.refused),
                    batchSizes.subList(before.batchSizes.size(), batchSizes.size()),
                    mostConcurrentBatchCreates,
                    bytesReceived - before.bytesReceived,
                    busiestMinute);
        }

        private static <K> Map<K, Long> less(Map<K, Long> all, Map<K, Long> before) {
            return all.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L)));
        }

        /** The mean number of items of a batchCreate; 0 where there was none. */
        public double meanBatchSize() {
            return batchSizes.stream().mapToInt(Integer::intValue).average().orElse(0);
        }
    }
}
