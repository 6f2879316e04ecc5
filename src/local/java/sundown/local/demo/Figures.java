package sundown.local.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a transfer took.
 *
 * @param failures how many items failed for each reason
 * @param bytes those of the whole gallery
 * @param googleRequests the requests to the Library API, uploads included
 * @param batchFill the mean number of items of a batchCreate
 * @param elapsed from the start of the transfer to its end
 */
record Figures(
        long items,
        long done,
        long duplicate,
        long failed,
        Map<String, Long> failures,
        long bytes,
        long googleRequests,
        double batchFill,
        Cost cost,
        Duration elapsed,
        boolean trouble) {

    /** What is paid for at AWS: DynamoDB's capacity units, and the requests to S3 and SQS. */
    record Cost(double readUnits, double writeUnits, double s3Requests, double sqsRequests) {}

    double requestsPerItem() {
        return items == 0 ? 0 : (double) googleRequests / items;
    }

    /** The same amount for a gallery of 1,000 items. */
    double per1000(double amount) {
        return items == 0 ? 0 : amount * 1000 / items;
    }

    /** As one JSON object, rounded to what means something. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("done", done);
        json.put("duplicate", duplicate);
        json.put("failed", failed);
        json.put("failures", failures);
        json.put("bytes", bytes);
        json.put("googleRequests", googleRequests);
        json.put("requestsPerItem", rounded(requestsPerItem(), 1000));
        json.put("batchFill", rounded(batchFill, 100));
        json.put("writeUnitsPer1000", rounded(per1000(cost.writeUnits()), 10));
        json.put("readUnitsPer1000", rounded(per1000(cost.readUnits()), 10));
        json.put("s3RequestsPer1000", rounded(per1000(cost.s3Requests()), 10));
        json.put("sqsRequestsPer1000", rounded(per1000(cost.sqsRequests()), 10));
        json.put("seconds", rounded(elapsed.toMillis() / 1000.0, 10));
        json.put("trouble", trouble);
        return json;
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
