package sundown.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import sundown.local.emulators.Usage;

/** What one stage took of one group. */
record StageFigures(Duration time, Usage usage) {
    double seconds() {
        return time.toMillis() / 1000.0;
    }

    long s3Requests() {
        return sum(usage.s3Requests());
    }

    long dynamoDbRequests() {
        return sum(usage.dynamoDbRequests());
    }

    long s3Requests(String operation) {
        return usage.s3Requests().getOrDefault(operation, 0L);
    }

    /** Writes of single rows: deletions of rows go 25 in a call of another name. */
    long singleWrites() {
        return Stream.of("PutItem", "UpdateItem", "DeleteItem")
                .mapToLong(operation -> usage.dynamoDbRequests().getOrDefault(operation, 0L))
                .sum();
    }

    private static long sum(Map<String, Long> requests) {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Object> json(long objects) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", seconds());
        json.put("objectsPerSecond", Math.round(objects / seconds()));
        json.put("s3Requests", usage.s3Requests());
        json.put("dynamoDbRequests", usage.dynamoDbRequests());
        json.put("dynamoDbReadUnits", usage.readUnits());
        json.put("dynamoDbWriteUnits", usage.writeUnits());
        return json;
    }
}
