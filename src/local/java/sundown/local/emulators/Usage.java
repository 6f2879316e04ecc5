package sundown.local.emulators;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was used of AWS up to a moment. The requests are counted by operation.
 *
 * @param units the capacity units of DynamoDB; nothing where the cloud does not tell them
 */
public record Usage(
        Optional<Units> units,
        Map<String, Long> dynamoDbRequests,
        Map<String, Long> s3Requests,
        Map<String, Long> sqsRequests,
        Map<String, Long> kmsRequests) {

    public Usage {
        dynamoDbRequests = Map.copyOf(dynamoDbRequests);
        s3Requests = Map.copyOf(s3Requests);
        sqsRequests = Map.copyOf(sqsRequests);
        kmsRequests = Map.copyOf(kmsRequests);
    }

    /**
     * Capacity units of on-demand tables, those of their indexes included (Amazon DynamoDB developer guide, "Read and
     * write operations").
     */
    public record Units(double read, double write) {
        private Units since(Units earlier) {
            return new Units(read - earlier.read, write - earlier.write);
        }
    }

    public double readUnits() {
        return units.orElseThrow().read();
    }

    public double writeUnits() {
        return units.orElseThrow().write();
    }

    /** What was used since an earlier moment; operations without a request since are left out. */
    public Usage since(Usage earlier) {
        return new Usage(
                units.map(now -> now.since(earlier.units.orElseThrow())),
                difference(dynamoDbRequests, earlier.dynamoDbRequests),
                difference(s3Requests, earlier.s3Requests),
                difference(sqsRequests, earlier.sqsRequests),
                difference(kmsRequests, earlier.kmsRequests));
    }

    private static Map<String, Long> difference(Map<String, Long> later, Map<String, Long> earlier) {
        Map<String, Long> difference = new TreeMap<>();
        later.forEach((operation, count) -> difference.put(operation, count - earlier.getOrDefault(operation, 0L)));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }
}
