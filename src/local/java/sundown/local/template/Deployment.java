package sundown.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code template.yaml} deploys, with every reference resolved: the input of the emulators, which create the
 * resources, and of the gateway, which calls the functions. Names are physical names.
 *
 * @param keys ids of the KMS keys
 * @param buses names of the event buses
 * @param scheduleGroups names of the groups of EventBridge Scheduler
 */
public record Deployment(
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<Bucket> buckets,
        List<String> keys,
        List<String> buses,
        List<String> scheduleGroups) {

    /**
     * One Lambda function.
     *
     * @param export the value of {@code QUARKUS_FUNQY_EXPORT}
     * @param environment all of its environment, the export included
     * @param reservedConcurrency the most instances at once, when the template bounds it
     */
    public record Function(
            String logicalId,
            String name,
            String export,
            Map<String, String> environment,
            Duration timeout,
            int memoryMegabytes,
            Optional<Integer> reservedConcurrency,
            List<Trigger> triggers) {}

    /** What invokes a function. */
    public sealed interface Trigger {}

    /**
     * A route of the HTTP API.
     *
     * @param path an API Gateway path, with {@code {name}} for a parameter
     * @param scopes the scopes of which the caller's token needs one; empty for a public route
     */
    public record Route(String method, String path, List<String> scopes) implements Trigger {}

    /**
     * Messages of a queue.
     *
     * @param maximumConcurrency the most batches in flight at once, when the template bounds it
     * @param reportsFailures whether the function answers which messages of a batch failed
     */
    public record QueueSource(
            String queue, int batchSize, Optional<Integer> maximumConcurrency, boolean reportsFailures)
            implements Trigger {}

    /** A call at a fixed rate. */
    public record Schedule(String name, Duration rate) implements Trigger {}

    /**
     * The changes of a table.
     *
     * @param patterns of which a change must match one to reach the function; all do when there are none
     * @param deadLetterQueue where it is told what was given up
     */
    public record StreamSource(
            String table, int batchSize, List<String> patterns, boolean reportsFailures, String deadLetterQueue)
            implements Trigger {}

    /** A DynamoDB table; its attributes are those of its key and of its indexes' keys. With a stream it has a view. */
    public record Table(
            String name,
            List<Attribute> attributes,
            Attribute partitionKey,
            Optional<Attribute> sortKey,
            List<Index> indexes,
            Optional<String> timeToLiveAttribute,
            Optional<String> streamView) {}

    /** A key attribute and its DynamoDB type (S, N or B). */
    public record Attribute(String name, String type) {}

    /** A global secondary index; its projection is KEYS_ONLY, ALL or INCLUDE with the attributes named. */
    public record Index(
            String name,
            Attribute partitionKey,
            Optional<Attribute> sortKey,
            String projection,
            List<String> projectedAttributes) {}

    /** An SQS queue; first-in-first-out when its name ends in {@code .fifo}. */
    public record Queue(
            String name,
            Duration visibilityTimeout,
            Duration retention,
            boolean contentBasedDeduplication,
            Optional<Redrive> redrive) {

        /** True for a first-in-first-out queue. */
        public boolean fifo() {
            return name.endsWith(".fifo");
        }
    }

    /** Where messages go that failed too often. */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    /**
     * An S3 bucket.
     *
     * @param versioned whether it keeps what is overwritten or deleted
     */
    public record Bucket(String name, boolean versioned) {}
}
