package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.TestStack;
import sundown.local.lambda.AwsAccount;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.StreamSource;

@ExtendWith(EmulatorsExtension.class)
class StreamPollerTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2023-01-01T00:00:00.5Z"), ZoneOffset.UTC);
    private static final Invocation.Succeeded DONE = new Invocation.Succeeded("{\"batchItemFailures\":[]}");

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Emulators emulators;
    private final String table;

    @AutoClose
    @SuppressWarnings("UnusedVariable") // only JUnit reads it
    private StreamPoller poller;

    StreamPollerTest(Emulators emulators) {
        this.emulators = emulators;
        String stack = "s" + UUID.randomUUID().toString().substring(0, 18);
        TestStack.provision(emulators, stack);
        this.table = stack + "-refunds";
    }

    @Test
    void tellsNewChangedAndRemovedRowsInTheFormOfAws() throws Exception {
        poller = start(ignored -> DONE);

        put("ch_1", "INTENT");
        put("ch_1", "SENT");
        dynamoDb().deleteItem(request -> request.tableName(table).key(key("ch_1")));

        JsonNode made = next();
        assertThat(made.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(made.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(made.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:dynamodb:eu-west-1:000000000000:table/" + table + "/stream/latest");
        assertThat(made.at("/dynamodb/Keys/chargeId/S").asText()).isEqualTo("ch_1");
        assertThat(made.at("/dynamodb/NewImage/state/S").asText()).isEqualTo("INTENT");
        assertThat(made.at("/dynamodb/OldImage").isMissingNode()).isTrue();
        assertThat(made.at("/dynamodb/ApproximateCreationDateTime").asLong()).isEqualTo(1_672_531_200L);
        JsonNode changed = next();
        assertThat(changed.path("eventName").asText()).isEqualTo("MODIFY");
        assertThat(changed.at("/dynamodb/OldImage/state/S").asText()).isEqualTo("INTENT");
        assertThat(changed.at("/dynamodb/NewImage/state/S").asText()).isEqualTo("SENT");
        JsonNode removed = next();
        assertThat(removed.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(removed.at("/dynamodb/NewImage").isMissingNode()).isTrue();
        assertThat(removed.at("/dynamodb/Keys/chargeId/S").asText()).isEqualTo("ch_1");
    }

    @Test
    void tellsNothingOfAWriteThatChangesNothing() throws Exception {
        poller = start(ignored -> DONE);

        put("ch_1", "SENT");
        put("ch_1", "SENT");
        dynamoDb().deleteItem(request -> request.tableName(table).key(key("ch_none")));
        put("ch_1", "PENDING");

        assertThat(List.of(state(next()), state(next()))).containsExactly("SENT", "PENDING");
    }

    @Test
    void tellsOnlyWhatAFilterLetsThrough() throws Exception {
        poller = start(ignored -> DONE, "{\"dynamodb\":{\"NewImage\":{\"state\":{\"S\":[\"PENDING\"]}}}}");

        put("ch_1", "SENT");
        put("ch_1", "PENDING");

        assertThat(state(next())).isEqualTo("PENDING");
    }

    @Test
    void beginsAgainAtTheFirstThatFailed() throws Exception {
        BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch waiting = new CountDownLatch(1);
        poller = start(event -> {
            batches.add(states(event));
            return switch (calls.incrementAndGet()) {
                case 1 -> after(waiting);
                case 2 ->
                    new Invocation.Succeeded("{\"batchItemFailures\":[{\"itemIdentifier\":\""
                            + event.at("/Records/1/dynamodb/SequenceNumber").asText() + "\"}]}");
                case 3 -> new Invocation.Crashed(137);
                default -> DONE;
            };
        });

        put("ch_1", "A");
        assertThat(next(batches)).containsExactly("A");
        CountDownLatch told = new CountDownLatch(3);
        emulators.changes().listen(table, ignored -> told.countDown());
        put("ch_2", "B");
        put("ch_3", "C");
        put("ch_4", "D");
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.countDown();

        assertThat(next(batches)).containsExactly("B", "C", "D");
        assertThat(next(batches)).containsExactly("C", "D");
        assertThat(next(batches)).containsExactly("C", "D");
    }

    @Test
    void waitsBeforeItBeginsAgain() throws Exception {
        BlockingQueue<Long> calls = new LinkedBlockingQueue<>();
        poller = start(ignored -> {
            calls.add(System.nanoTime());
            return new Invocation.Throttled();
        });

        put("ch_1", "A");

        long first = next(calls);
        next(calls);
        assertThat(Duration.ofNanos(next(calls) - first))
                .isGreaterThanOrEqualTo(StreamPoller.SHORTEST_WAIT.multipliedBy(2));
    }

    @Test
    void isNotStoppedByLargeRows() throws Exception {
        poller = start(ignored -> DONE);
        String large = "x".repeat(390_000);

        for (int row = 0; row < 5; row++) {
            put("ch_" + row, large + row);
        }

        for (int row = 0; row < 5; row++) {
            assertThat(state(next())).isEqualTo(large + row);
        }
    }

    /** Once all four changes are in the stream. */
    private Invocation after(CountDownLatch waiting) {
        try {
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            return DONE;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private StreamPoller start(Function<JsonNode, Invocation> function, String... patterns) {
        FunctionInvoker invoker = payload -> {
            JsonNode event = read(payload);
            event.path("Records").forEach(events::add);
            return function.apply(event);
        };
        return new StreamPoller(
                new StreamSource(table, 100, List.of(patterns), true, "dead"),
                invoker,
                emulators.changes(),
                new AwsAccount("eu-west-1", "000000000000"),
                (source, line) -> {},
                NOW,
                Duration.ZERO);
    }

    private JsonNode next() throws InterruptedException {
        return next(events);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static String state(JsonNode event) {
        return event.at("/dynamodb/NewImage/state/S").asText();
    }

    private static List<String> states(JsonNode event) {
        List<String> states = new ArrayList<>();
        event.path("Records").forEach(entry -> states.add(state(entry)));
        return states;
    }

    private JsonNode read(String payload) {
        try {
            return json.readTree(payload);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private void put(String charge, String state) {
        dynamoDb()
                .putItem(request -> request.tableName(table)
                        .item(Map.of("chargeId", AttributeValue.fromS(charge), "state", AttributeValue.fromS(state))));
    }

    private static Map<String, AttributeValue> key(String charge) {
        return Map.of("chargeId", AttributeValue.fromS(charge));
    }

    private DynamoDbClient dynamoDb() {
        return emulators.clients().dynamoDb();
    }
}
