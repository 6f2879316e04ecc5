package sundown.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import sundown.local.emulators.Usage;

/**
 * What the end of one group took.
 *
 * @param objects photos that were put
 * @param versions versions and delete markers that the manifest names: each is deleted by its id
 */
record GroupFigures(int objects, long accounts, long versions, Map<Stage, StageFigures> stages) {
    GroupFigures {
        stages = new EnumMap<>(stages);
    }

    StageFigures of(Stage stage) {
        return stages.get(stage);
    }

    double objectsPerSecond(Stage stage) {
        return objects / of(stage).seconds();
    }

    /** Of all stages together. */
    double sum(ToDoubleFunction<StageFigures> figure) {
        return stages.values().stream().mapToDouble(figure).sum();
    }

    double deleteCallsPerThousandVersions() {
        return 1000.0 * of(Stage.PURGE).s3Requests("DeleteObjects") / versions;
    }

    long singleWrites() {
        return of(Stage.PURGE).singleWrites();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("objects", objects);
        json.put("accounts", accounts);
        json.put("versions", versions);
        json.put("deleteObjectsPerThousandVersions", deleteCallsPerThousandVersions());
        stages.forEach((stage, figures) -> json.put(stage.label(), figures.json(objects)));
        return json;
    }

    /** What is measured, in its order. */
    enum Stage {
        /** From the operator's call until the manifest is made. */
        PLAN,
        /** From the end of the pause until every account has its record. */
        PURGE,
        /** The call that lists the buckets again and writes the certificate. */
        CERTIFICATE;

        String label() {
            return switch (this) {
                case PLAN -> "plan";
                case PURGE -> "purge";
                case CERTIFICATE -> "certificate";
            };
        }
    }

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
}
