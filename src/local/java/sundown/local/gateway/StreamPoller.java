package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import sundown.local.clock.MovableClock;
import sundown.local.gateway.QueuePoller.BatchOutcome;
import sundown.local.gateway.ShardReader.TableStream;
import sundown.local.http.Json;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.template.Deployment.StreamSource;

/**
 * The event source mapping between a table's stream and a function: of each shard one batch after the other, in the
 * order of the changes; from the first that failed on they come again. A shard's children come after it. Unlike AWS it
 * gives nothing up.
 */
public final class StreamPoller implements AutoCloseable {
    /** Without any wait a function that refuses at once would keep a processor, and all other pollers, from work. */
    static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    /** Lambda looks for changes four times a second. */
    static final Duration LAMBDAS_PAUSE = Duration.ofMillis(250);

    private final StreamSource source;
    private final FunctionInvoker function;
    private final TableStream stream;
    private final FunctionLog log;
    private final Duration redeliverAfter;
    private final Duration pause;
    private final List<StreamPattern> patterns;
    private final StreamEvent event;
    private final BatchOutcome outcome;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    /**
     * Starts to read. All that is changed after this reaches the function.
     *
     * @param redeliverAfter how long changes wait that could not be told; {@link #SHORTEST_WAIT} at least
     * @param pause how long to wait where nothing has changed
     */
    StreamPoller(
            StreamSource source,
            FunctionInvoker function,
            TableStream stream,
            FunctionLog log,
            MovableClock clock,
            Duration redeliverAfter,
            Duration pause) {
        this.source = source;
        this.function = function;
        this.stream = stream;
        this.log = log;
        this.redeliverAfter = redeliverAfter.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : redeliverAfter;
        this.pause = pause;
        this.patterns = source.patterns().stream().map(StreamPattern::of).toList();
        this.event = new StreamEvent(stream.arn(), clock);
        this.outcome = new BatchOutcome(source.reportsFailures());
        follow();
    }

    /** Begins with the shards that can be read now: those whose parent has ended or is no longer there. */
    private synchronized List<Shard> follow() {
        List<Shard> shards = stream.shards();
        Set<String> there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        for (Shard shard : shards) {
            String parent = shard.parentShardId();
            boolean ready = parent == null || ended.contains(parent) || !there.contains(parent);
            if (ready && !begun.contains(shard.shardId())) {
                begin(new ShardReader(stream, shard.shardId()));
                begun.add(shard.shardId());
            }
        }
        return shards;
    }

    private void begin(ShardReader reader) {
        readers.execute(() -> {
            try {
                untilDone(() -> readOn(reader));
                ended.add(reader.shard());
                untilDone(() -> goOnWithChildren(reader.shard()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @FunctionalInterface
    private interface Attempt {
        boolean go() throws InterruptedException;
    }

    /** After any failure, the next attempt may succeed; no other thread reads on. */
    private void untilDone(Attempt step) throws InterruptedException {
        boolean done = false;
        while (!done && !closed) {
            try {
                done = step.go();
            } catch (RuntimeException e) {
                if (!closed) {
                    note("cannot be read, and is tried again: " + e.getMessage());
                    Thread.sleep(redeliverAfter);
                }
            }
        }
    }

    private boolean readOn(ShardReader reader) throws InterruptedException {
        List<Record> records = read(reader);
        tell(records.stream().map(event::entry).filter(this::passes).toList());
        if (records.isEmpty()) {
            Thread.sleep(pause);
        }
        reader.advance();
        return reader.ended();
    }

    private List<Record> read(ShardReader reader) {
        try {
            return reader.read(source.batchSize());
        } catch (TrimmedDataAccessException | ResourceNotFoundException lost) {
            note("no longer has changes that were not read");
            return readOldest(reader);
        }
    }

    private List<Record> readOldest(ShardReader reader) {
        try {
            reader.rewind();
            return reader.read(source.batchSize());
        } catch (ResourceNotFoundException gone) {
            // The whole shard is gone; those that follow it are not.
            reader.abandon();
            return List.of();
        }
    }

    /** AWS may list children some time after their parent was closed. */
    private boolean goOnWithChildren(String parent) throws InterruptedException {
        List<Shard> shards = follow();
        boolean hasChild = shards.stream().anyMatch(shard -> parent.equals(shard.parentShardId()));
        boolean gone = shards.stream().noneMatch(shard -> parent.equals(shard.shardId()));
        if (!hasChild && !gone) {
            Thread.sleep(pause);
        }
        return hasChild || gone;
    }

    private boolean passes(ObjectNode entry) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(entry));
    }

    private void tell(List<ObjectNode> batch) throws InterruptedException {
        List<ObjectNode> left = batch;
        while (!left.isEmpty() && !closed) {
            left = left.subList(invoke(left), left.size());
            if (!left.isEmpty()) {
                note("has changes that failed and come again");
                Thread.sleep(redeliverAfter);
            }
        }
    }

    /** How many of the batch are done. */
    private int invoke(List<ObjectNode> batch) throws InterruptedException {
        List<String> sent = batch.stream().map(StreamPoller::sequence).toList();
        Set<String> failed = outcome.failed(new LinkedHashSet<>(sent), function.invoke(event.of(batch)));
        return (int) sent.stream().takeWhile(number -> !failed.contains(number)).count();
    }

    private static String sequence(ObjectNode entry) {
        return entry.path("dynamodb").path("SequenceNumber").asText();
    }

    private void note(String line) {
        log.note(source.table(), "The stream " + line);
    }

    /** Reads no more, and breaks off the call that is under way. */
    @Override
    public void close() {
        closed = true;
        readers.shutdownNow();
        readers.close();
    }

    /**
     * A filter of an event source: for each of its fields, a list of which one must match. It knows texts,
     * {@code prefix} and {@code exists}, and refuses the rest.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control which events
     *     Lambda sends to your function</a>
     */
    public static final class StreamPattern {
        private final JsonNode pattern;

        private StreamPattern(JsonNode pattern) {
            this.pattern = pattern;
        }

        /** Reads a pattern, a JSON object. */
        public static StreamPattern of(String pattern) {
            try {
                return new StreamPattern(Json.MAPPER.readTree(pattern));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("A filter is not JSON", e);
            }
        }

        public boolean matches(JsonNode change) {
            return matches(pattern, change);
        }

        private static boolean matches(JsonNode wanted, JsonNode found) {
            return wanted.properties().stream().allMatch(field -> {
                JsonNode value = found.path(field.getKey());
                return field.getValue().isObject() ? matches(field.getValue(), value) : oneOf(field.getValue(), value);
            });
        }

        private static boolean oneOf(JsonNode wanted, JsonNode value) {
            boolean any = false;
            for (JsonNode one : wanted) {
                any |= one.isObject() ? compares(one, value) : equalTexts(one, value);
            }
            return any;
        }

        private static boolean equalTexts(JsonNode wanted, JsonNode value) {
            if (!wanted.isTextual()) {
                throw new IllegalArgumentException("A filter has " + wanted + ", which is not supported");
            }
            return wanted.equals(value);
        }

        private static boolean compares(JsonNode comparison, JsonNode value) {
            if (comparison.has("prefix")) {
                return value.isTextual()
                        && value.textValue()
                                .startsWith(comparison.path("prefix").asText());
            }
            if (comparison.has("exists")) {
                return comparison.path("exists").asBoolean() == value.isValueNode();
            }
            throw new IllegalArgumentException("A filter has " + comparison + ", which is not supported");
        }
    }
}
