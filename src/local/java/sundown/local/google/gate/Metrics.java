package sundown.local.google.gate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** The requests of a kind. */
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
