package sundown.local.emulators;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was used of AWS up to a moment. The capacity units are those of on-demand tables, the units of indexes included
 * (Amazon DynamoDB developer guide, "Read and write operations"); the requests are counted by operation.
 */
public record Usage(
        double readUnits,
        double writeUnits,
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

    /** What was used since an earlier moment; operations without a request since are left out. */
    public Usage since(Usage earlier) {
        return new Usage(
                readUnits - earlier.readUnits,
                writeUnits - earlier.writeUnits,
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
