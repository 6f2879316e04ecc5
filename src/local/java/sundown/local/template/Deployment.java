package sundown.local.template;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import sundown.local.http.Json;

/**
 * The resources of {@code template.yaml} with every reference resolved. The emulators create the resources, and the
 * gateway calls the functions. Names are physical names.
 *
 * @param keys aliases of the KMS keys
 * @param buses names of the event buses
 * @param rules what events go to which queues
 * @param scheduleGroups names of the groups of EventBridge Scheduler
 * @param crossOrigin the pages that may call the HTTP API from a browser; nothing if there is no API
 */
public record Deployment(
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<Bucket> buckets,
        List<String> keys,
        List<String> buses,
        List<Rule> rules,
        List<String> scheduleGroups,
        Optional<CrossOrigin> crossOrigin) {

    public Deployment debugging(String export) {
        if (functions.stream().noneMatch(function -> function.export().equals(export))) {
            throw new IllegalArgumentException("There is no function " + export + " to debug.");
        }
        return with(function -> function.export().equals(export) ? function.debugged() : function);
    }

    public static Deployment ofBuckets(List<Bucket> buckets) {
        return new Deployment(
                List.of(), List.of(), List.of(), buckets, List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    public Deployment with(UnaryOperator<Function> change) {
        return new Deployment(
                functions.stream().map(change).toList(),
                tables,
                queues,
                buckets,
                keys,
                buses,
                rules,
                scheduleGroups,
                crossOrigin);
    }

    /**
     * One Lambda function.
     *
     * @param export the value of {@code QUARKUS_FUNQY_EXPORT}
     * @param environment all of its variables, the export included
     * @param reservedConcurrency the maximum number of instances, if the template limits it
     * @param recursive whether a request may come through it any number of times
     */
    public record Function(
            String logicalId,
            String name,
            String export,
            Map<String, String> environment,
            Duration timeout,
            int memoryMegabytes,
            Optional<Integer> reservedConcurrency,
            boolean recursive,
            List<Trigger> triggers) {
        private static final String DEBUGGER =
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

        /** The size of its variables as Lambda measures it: as JSON. */
        public int bytesOfVariables() {
            return Json.write(environment).getBytes(StandardCharsets.UTF_8).length;
        }

        /** Each instance listens at a port of its own, and its time does not run out while a person looks at it. */
        private Function debugged() {
            Map<String, String> opened = new HashMap<>(environment);
            opened.put("JAVA_TOOL_OPTIONS", DEBUGGER);
            return new Function(
                    logicalId,
                    name,
                    export,
                    opened,
                    Duration.ofDays(1),
                    memoryMegabytes,
                    reservedConcurrency,
                    recursive,
                    triggers);
        }
    }

    /**
     * A rule of EventBridge that brings events to a queue.
     *
     * @param bus {@code default} where it names none
     * @param pattern of the events, as JSON
     * @param inputPath of the part that is sent; nothing where the input is transformed
     * @param inputPaths of the variables of the template, by their names
     * @param inputTemplate what is sent, with variables in angle brackets; empty where there is none
     */
    public record Rule(
            String name,
            String bus,
            boolean enabled,
            String pattern,
            String queue,
            Optional<String> inputPath,
            Map<String, String> inputPaths,
            String inputTemplate) {}

    public record CrossOrigin(
            List<String> origins, List<String> methods, List<String> headers, List<String> exposed, int maxAge) {}

    public sealed interface Trigger {}

    /**
     * A route of an HTTP API.
     *
     * @param path an API Gateway path, with {@code {name}} for a parameter
     * @param scopes the caller's token needs one of these scopes; empty where any token will do, and on a public route
     * @param operators the issuer of the token that a route of the operators' API requires
     */
    public record Route(String method, String path, List<String> scopes, Optional<Issuer> operators)
            implements Trigger {
        public Route(String method, String path, List<String> scopes) {
            this(method, path, scopes, Optional.empty());
        }
    }

    public record Issuer(String uri, List<String> audience) {}

    /**
     * Messages of a queue.
     *
     * @param maximumConcurrency the maximum number of batches in flight, if the template limits it
     * @param reportsFailures whether the function reports the failed messages of a batch
     */
    public record QueueSource(
            String queue, int batchSize, Optional<Integer> maximumConcurrency, boolean reportsFailures)
            implements Trigger {

        /** The actions with which Lambda itself reads the queue, as the function's role. */
        public static final Set<String> ACTIONS = Set.of(
                "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes");
    }

    public record Schedule(String name, Duration rate) implements Trigger {}

    /**
     * The changes of a table, from the oldest that a stream still has.
     *
     * @param patterns the function receives changes that match one of them, or all changes if there are none
     * @param deadLetterQueue receives the positions of changes that were given up
     */
    public record StreamSource(
            String table, int batchSize, List<String> patterns, boolean reportsFailures, String deadLetterQueue)
            implements Trigger {

        /** The actions with which Lambda itself reads the stream, as the function's role. */
        public static final Set<String> ACTIONS = Set.of(
                "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams");

        /** The action with which Lambda itself gives changes up, as the function's role. */
        public static final Set<String> ACTIONS_ON_DEAD_LETTERS = Set.of("sqs:SendMessage");
    }

    /** A DynamoDB table with the attributes of its keys and of its indexes' keys; with a view if it has a stream. */
    public record Table(
            String name,
            List<Attribute> attributes,
            Attribute partitionKey,
            Optional<Attribute> sortKey,
            List<Index> indexes,
            Optional<String> timeToLiveAttribute,
            Optional<String> streamView) {}

    public record Attribute(String name, String type) {}

    /** A global secondary index; its projection is KEYS_ONLY, ALL, or INCLUDE with the projected attributes. */
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

        public boolean fifo() {
            return name.endsWith(".fifo");
        }
    }

    /** Moves messages that failed too often to a dead-letter queue. */
    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    public record Bucket(String name, boolean versioned) {}

    /** Names of resources, as functions derive them from their variables with {@code application.properties}. */
    public static final class Names {
        private static final Pattern NAME = Pattern.compile("[A-Z]+(_[A-Z]+)*");

        private Names() {}

        /**
         * The variables of all functions of a deployment, and what follows from them.
         *
         * @param cloud the variables that the cloud adds or overrides
         */
        public static Map<String, String> of(Deployment deployment, Map<String, String> cloud) {
            Map<String, String> variables = new HashMap<>();
            deployment.functions().forEach(function -> variables.putAll(function.environment()));
            variables.putAll(cloud);
            return withDerived(variables);
        }

        public static Map<String, String> withDerived(Map<String, String> variables) {
            Map<String, String> all = new HashMap<>(variables);
            PropertiesConfigSource properties = properties();
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(
                            properties, new PropertiesConfigSource(variables, "variables", properties.getOrdinal() + 1))
                    .build();
            properties.getPropertyNames().stream()
                    .filter(name -> NAME.matcher(name).matches())
                    .forEach(name -> all.put(name, config.getValue(name, String.class)));
            return all;
        }

        private static PropertiesConfigSource properties() {
            try {
                return new PropertiesConfigSource(Names.class.getResource("/application.properties"));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
