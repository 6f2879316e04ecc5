package sundown.local.demo.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.local.demo.app.ListedFailure;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;

/**
 * The figures of a transfer, for people and for {@code target/demo.json}.
 *
 * @param failures how many items failed for each reason, in words
 */
public record Figures(Counts counts, Map<String, Long> failures, Effort effort, boolean trouble) {

    public static Figures of(TransferStatus end, List<ListedFailure> failures, Effort effort, boolean trouble) {
        Map<String, Long> byReason = failures.stream()
                .map(ListedFailure::message)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return new Figures(end.counts(), byReason, effort, trouble);
    }

    public long items() {
        return counts.total().items();
    }

    /** Requests to the Library API, uploads included. */
    public long googleRequests() {
        return effort.google().libraryRequests();
    }

    public double requestsPerItem() {
        return items() == 0 ? 0 : (double) googleRequests() / items();
    }

    /** The mean number of items of a batchCreate. */
    public double batchFill() {
        return effort.google().meanBatchSize();
    }

    public double writeUnitsPer1000() {
        return per1000(effort.usage().writeUnits());
    }

    public double readUnitsPer1000() {
        return per1000(effort.usage().readUnits());
    }

    public double s3RequestsPer1000() {
        return per1000((double) effort.s3Requests());
    }

    public double sqsRequestsPer1000() {
        return per1000((double) effort.sqsRequests());
    }

    public double seconds() {
        return effort.elapsed().toMillis() / 1000.0;
    }

    /** As one JSON object, rounded to what means something. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items());
        json.put("done", counts.done().items());
        json.put("duplicate", counts.duplicate().items());
        json.put("failed", counts.failed().items());
        json.put("failures", failures);
        json.put("bytes", counts.total().bytes());
        json.put("googleRequests", googleRequests());
        json.put("requestsPerItem", rounded(requestsPerItem(), 1000));
        json.put("batchFill", rounded(batchFill(), 100));
        json.put("writeUnitsPer1000", rounded(writeUnitsPer1000(), 10));
        json.put("readUnitsPer1000", rounded(readUnitsPer1000(), 10));
        json.put("s3RequestsPer1000", rounded(s3RequestsPer1000(), 10));
        json.put("sqsRequestsPer1000", rounded(sqsRequestsPer1000(), 10));
        json.put("seconds", rounded(seconds(), 10));
        json.put("trouble", trouble);
        return json;
    }

    private double per1000(double amount) {
        return items() == 0 ? 0 : amount * 1000 / items();
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
