package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import sundown.local.clock.MovableClock;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.StartingPosition;
import sundown.local.template.Deployment.StreamSource;

@ExtendWith(EmulatorsExtension.class)
class StreamPollerTest {
    private static final Invocation.Succeeded DONE = new Invocation.Succeeded("{\"batchItemFailures\":[]}");

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final MovableClock clock = MovableClock.system();
    private final TroubledStreams streams;
    private final Emulators emulators;
    private final String table;
    private StartingPosition position = StartingPosition.TRIM_HORIZON;

    @AutoClose
    @SuppressWarnings("UnusedVariable") // only JUnit reads it
    private StreamPoller poller;

    StreamPollerTest(Emulators emulators) {
        this.emulators = emulators;
        this.streams = new TroubledStreams(emulators.clients().dynamoDbStreams());
        this.table = "refunds-" + UUID.randomUUID();
        new TestTables(dynamoDb()).create(table, "chargeId", StreamViewType.NEW_AND_OLD_IMAGES);
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
        assertThat(made.path("eventVersion").asText()).isEqualTo("1.1");
        assertThat(made.path("awsRegion").asText()).isEqualTo("eu-west-1");
        assertThat(made.path("eventID").asText()).matches("[0-9a-f]{32}");
        assertThat(made.path("eventSourceARN").asText())
                .matches("arn:aws:dynamodb:eu-west-1:000000000000:table/" + table + "/stream/20[-T:.0-9]{21}");
        assertThat(made.at("/dynamodb/Keys/chargeId/S").asText()).isEqualTo("ch_1");
        assertThat(made.at("/dynamodb/NewImage/state/S").asText()).isEqualTo("INTENT");
        assertThat(made.at("/dynamodb/OldImage").isMissingNode()).isTrue();
        assertThat(made.at("/dynamodb/SequenceNumber").asText()).matches("[0-9]{21}");
        assertThat(made.at("/dynamodb/SizeBytes").asInt()).isPositive();
        assertThat(made.at("/dynamodb/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
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
    void tellsTheTimeThatTheFunctionsClockShows() throws Exception {
        clock.forward(Duration.ofDays(30));
        poller = start(ignored -> DONE);
        Instant before = clock.instant().minusSeconds(2);

        put("ch_1", "SENT");

        long told = next().at("/dynamodb/ApproximateCreationDateTime").asLong();
        assertThat(Instant.ofEpochSecond(told)).isBetween(before, clock.instant());
    }

    @Test
    void tellsAttributesOfEveryType() throws Exception {
        poller = start(ignored -> DONE);
        dynamoDb().putItem(request -> request.tableName(table).item(TestTables.rowOfEveryType("chargeId")));

        assertThat(next().at("/dynamodb/NewImage")).isEqualTo(read("""
                {
                  "chargeId": {"S": "1"},
                  "number": {"N": "12.5"},
                  "bytes": {"B": "Ynl0ZXM="},
                  "flag": {"BOOL": true},
                  "nothing": {"NULL": true},
                  "map": {"M": {"empty": {"M": {}}}},
                  "list": {"L": [{"L": []}]},
                  "texts": {"SS": ["a"]},
                  "numbers": {"NS": ["1"]},
                  "blobs": {"BS": ["Yg=="]}
                }"""));
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
        put("ch_2", "B");
        put("ch_3", "C");
        put("ch_4", "D");
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

    @Test
    void beginsWithTheOldestChange() throws Exception {
        put("ch_1", "A");
        poller = start(ignored -> DONE);
        put("ch_1", "B");

        assertThat(List.of(state(next()), state(next()))).containsExactly("A", "B");
    }

    @Test
    void beginsWithTheFirstChangeAfterItsStart() throws Exception {
        position = StartingPosition.LATEST;
        put("ch_1", "A");
        poller = start(ignored -> DONE);
        assertThat(streams.iterators)
                .extracting(GetShardIteratorRequest::shardIteratorType)
                .containsExactly(ShardIteratorType.LATEST);
        put("ch_1", "B");

        assertThat(state(next())).isEqualTo("B");
    }

    @Test
    void skipsShardsThatWereClosedBeforeItsStart() throws Exception {
        position = StartingPosition.LATEST;
        closeShard();
        poller = start(ignored -> DONE);
        put("ch_1", "B");

        assertThat(state(next())).isEqualTo("B");
    }

    @Test
    void tellsOfAShardBeforeItsChildren() throws Exception {
        closeShard();
        put("ch_1", "B");
        AtomicInteger calls = new AtomicInteger();
        poller = start(ignored -> calls.getAndIncrement() < 3 ? new Invocation.Throttled() : DONE);

        List<String> told = new ArrayList<>();
        do {
            told.add(state(next()));
        } while (!told.getLast().equals("B"));

        assertThat(calls).hasValueGreaterThan(4);
    }

    @Test
    void triesAgainAfterAWhileWhatCannotBeRead() throws Exception {
        for (int refusal = 0; refusal < 3; refusal++) {
            streams.refuseRead(SdkClientException.create("not today"));
        }

        poller = start(ignored -> DONE);
        put("ch_1", "A");

        assertThat(state(next())).isEqualTo("A");
        assertThat(notes)
                .hasSize(3)
                .allSatisfy(
                        note -> assertThat(note).contains("The stream cannot be read, and is tried again: not today"));
        long first = next(streams.refusedReads);
        next(streams.refusedReads);
        assertThat(Duration.ofNanos(next(streams.refusedReads) - first))
                .isGreaterThanOrEqualTo(StreamPoller.SHORTEST_WAIT.multipliedBy(2));
    }

    @Test
    void losesNoChangeWhenTheFunctionCannotBeCalled() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        poller = start(ignored -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("no place for it");
            }
            return DONE;
        });

        put("ch_1", "A");

        assertThat(List.of(state(next()), state(next()))).containsExactly("A", "A");
        assertThat(next(notes)).contains("no place for it");
    }

    @Test
    void goesOnAfterTheLastChangeWhenItsIteratorExpires() throws Exception {
        poller = start(ignored -> DONE);
        put("ch_1", "A");
        String last = sequence(next());
        streams.iterators.clear();

        streams.refuseRead(expired());
        GetShardIteratorRequest renewed = next(streams.iterators);
        put("ch_1", "B");

        assertThat(state(next())).isEqualTo("B");
        assertThat(renewed.shardIteratorType()).isEqualTo(ShardIteratorType.AFTER_SEQUENCE_NUMBER);
        assertThat(renewed.sequenceNumber()).isEqualTo(last);
    }

    @Test
    void readsRatherTooMuchWhenItsFirstIteratorExpires() throws Exception {
        position = StartingPosition.LATEST;
        put("ch_1", "A");
        streams.refuseRead(expired());

        poller = start(ignored -> DONE);

        assertThat(state(next())).isEqualTo("A");
    }

    @Test
    void goesOnWithTheOldestChangeWhereItsPlaceIsTrimmed() throws Exception {
        poller = start(ignored -> DONE);
        put("ch_1", "A");
        next();

        streams.refuseRead(trimmed());

        assertThat(state(next())).isEqualTo("A");
        assertThat(next(notes)).contains("The stream no longer has changes that were not read");
        put("ch_1", "B");
        assertThat(state(next())).isEqualTo("B");
    }

    @Test
    void goesOnWithTheNextShardWhereItsOwnIsTrimmed() throws Exception {
        poller = start(ignored -> DONE);
        put("ch_1", "A");
        next();

        streams.refuseIterator(
                ResourceNotFoundException.builder().message("gone").build());
        streams.refuseRead(trimmed());
        next(notes);
        closeShard();
        put("ch_1", "B");

        assertThat(state(next())).isEqualTo("B");
    }

    @Test
    void waitsForTheNextShardWhereItIsNotListedYet() throws Exception {
        poller = start(ignored -> DONE);
        streams.hideChildren(3);

        closeShard();
        put("ch_1", "B");

        for (int row = 0; row < 3; row++) {
            assertThat(state(next())).hasSizeGreaterThan(1);
        }
        assertThat(state(next())).isEqualTo("B");
        assertThat(streams.hidesChildren()).isFalse();
    }

    @Test
    void breaksOffTheCallUnderWayWhenItIsClosed() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        StreamPoller closing = start(ignored -> {
            called.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException broken) {
                interrupted.countDown();
            }
            return DONE;
        });
        put("ch_1", "A");
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();

        closing.close();

        assertThat(interrupted.getCount()).isZero();
    }

    private static ExpiredIteratorException expired() {
        return ExpiredIteratorException.builder().message("expired").build();
    }

    private static TrimmedDataAccessException trimmed() {
        return TrimmedDataAccessException.builder().message("trimmed").build();
    }

    /** As many bytes as a shard holds. */
    private void closeShard() {
        for (int row = 0; row < 3; row++) {
            put("ch_large_" + row, "x".repeat(390_000));
        }
    }

    private static String sequence(JsonNode record) {
        return record.at("/dynamodb/SequenceNumber").asText();
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
                new StreamSource(table, position, 100, List.of(patterns), true, "dead"),
                invoker,
                TableStream.of(table, dynamoDb(), streams),
                (source, line) -> notes.add(line),
                clock,
                Duration.ZERO,
                StreamPoller.SHORTEST_WAIT);
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
