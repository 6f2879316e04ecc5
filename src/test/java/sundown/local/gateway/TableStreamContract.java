package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import sundown.local.clock.MovableClock;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.StartingPosition;
import sundown.local.template.Deployment.StreamSource;

/** What Sundown relies on of the stream of a table, in whatever cloud. */
abstract class TableStreamContract {
    /** More records than a test makes. */
    private static final int ALL = 100;

    private static final long SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String table = "streams-" + UUID.randomUUID();

    abstract DynamoDbClient dynamoDb();

    abstract DynamoDbStreamsClient streams();

    @Test
    void isFoundByTheTable() {
        TableDescription created = create(StreamViewType.NEW_AND_OLD_IMAGES);
        TableDescription described =
                dynamoDb().describeTable(request -> request.tableName(table)).table();

        assertThat(created.latestStreamArn())
                .isEqualTo(described.latestStreamArn())
                .startsWith(described.tableArn() + "/stream/")
                .endsWith(described.latestStreamLabel());
        assertThat(described.streamSpecification().streamEnabled()).isTrue();
        assertThat(described.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(stream().arn()).isEqualTo(described.latestStreamArn());
        assertThat(streams().listStreams(request -> request.tableName(table)).streams())
                .singleElement()
                .satisfies(stream -> {
                    assertThat(stream.streamArn()).isEqualTo(described.latestStreamArn());
                    assertThat(stream.streamLabel()).isEqualTo(described.latestStreamLabel());
                    assertThat(stream.tableName()).isEqualTo(table);
                });
    }

    @Test
    void isDescribedWithAnOpenShard() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);

        StreamDescription described = streams()
                .describeStream(request -> request.streamArn(stream().arn()))
                .streamDescription();

        assertThat(described.streamStatus()).isEqualTo(StreamStatus.ENABLED);
        assertThat(described.streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(described.tableName()).isEqualTo(table);
        assertThat(described.keySchema()).extracting(key -> key.attributeName()).containsExactly("id");
        assertThat(described.shards()).singleElement().satisfies(shard -> {
            assertThat(shard.parentShardId()).isNull();
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).isNotNull();
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
        });
    }

    @Test
    void isNotThereUnlessTheTableIsCreatedWithIt() {
        new TestTables(dynamoDb()).create(table, "id");

        assertThat(dynamoDb()
                        .describeTable(request -> request.tableName(table))
                        .table()
                        .latestStreamArn())
                .isNull();
        assertThat(streams().listStreams(request -> request.tableName(table)).streams())
                .isEmpty();
        assertThatIllegalStateException().isThrownBy(this::stream).withMessageContaining("has no stream");
    }

    @Test
    void isRefusedWhereItIsUnknown() {
        assertThatThrownBy(() -> new TableStream(
                                streams(),
                                "arn:aws:dynamodb:eu-west-1:000000000000:table/none/stream/2023-01-01T00:00:00")
                        .shards())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void hasRowsBeforeAndAfterEachChangeInOrder() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);

        put("1", "A");
        put("1", "B");
        dynamoDb().deleteItem(request -> request.tableName(table).key(key("1")));

        List<Record> records = reader(ShardIteratorType.TRIM_HORIZON).read(ALL);
        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        assertThat(records).extracting(record -> record.dynamodb().keys()).containsOnly(key("1"));
        assertThat(records)
                .extracting(record -> record.dynamodb().oldImage())
                .containsExactly(Map.of(), row("1", "A"), row("1", "B"));
        assertThat(records)
                .extracting(record -> record.dynamodb().newImage())
                .containsExactly(row("1", "A"), row("1", "B"), Map.of());
    }

    @Test
    void tellsOfEachChangeWhichWhereAndWhenItIs() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);

        put("1", "A");
        put("2", "B");

        List<Record> records = reader(ShardIteratorType.TRIM_HORIZON).read(ALL);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.eventID()).isNotBlank();
            assertThat(record.eventVersion()).isNotBlank();
            assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
            assertThat(record.awsRegion()).isNotBlank();
            assertThat(record.dynamodb().approximateCreationDateTime())
                    .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(record.dynamodb().sizeBytes()).isPositive();
            assertThat(record.dynamodb().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        });
        assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
        assertThat(sequences(records)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void hasAttributesOfEveryType() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        Map<String, AttributeValue> row = TestTables.rowOfEveryType("id");

        dynamoDb().putItem(request -> request.tableName(table).item(row));

        assertThat(reader(ShardIteratorType.TRIM_HORIZON).read(ALL))
                .singleElement()
                .satisfies(record -> assertThat(record.dynamodb().newImage()).isEqualTo(row));
    }

    @Test
    void hasNoRecordOfAWriteThatChangesNothing() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);

        put("1", "A");
        put("1", "A");
        update("1", "A");
        dynamoDb().deleteItem(request -> request.tableName(table).key(key("none")));

        assertThat(reader(ShardIteratorType.TRIM_HORIZON).read(ALL)).hasSize(1);
    }

    @Test
    void isReadPageByPage() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        List.of("A", "B", "C", "D", "E").forEach(state -> put("1", state));
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);

        List<List<String>> pages = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            pages.add(states(reader.read(2)));
            reader.advance();
        }

        assertThat(pages).containsExactly(List.of("A", "B"), List.of("C", "D"), List.of("E"), List.of());
        assertThat(reader.ended()).isFalse();
        put("1", "F");
        assertThat(states(reader.read(2))).containsExactly("F");
    }

    @Test
    void isReadAgainUntilTheReaderAdvances() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        put("1", "A");
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);

        assertThat(states(reader.read(ALL))).containsExactly("A");
        put("1", "B");
        assertThat(states(reader.read(ALL))).containsExactly("A", "B");
        reader.advance();
        assertThat(states(reader.read(ALL))).isEmpty();
    }

    @Test
    void isReadFromNowOn() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        put("1", "A");
        ShardReader reader = reader(ShardIteratorType.LATEST);
        put("1", "B");

        assertThat(states(reader.read(ALL))).containsExactly("B");
    }

    @Test
    void isReadAtOrAfterARecord() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        List.of("A", "B", "C").forEach(state -> put("1", state));
        List<String> numbers = sequences(reader(ShardIteratorType.TRIM_HORIZON).read(ALL));

        assertThat(states(records(ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(1))))
                .containsExactly("B", "C");
        assertThat(states(records(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(1))))
                .containsExactly("C");
        assertThat(states(records(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(2))))
                .isEmpty();
    }

    @Test
    void reachesAFunctionInOrderAndAgainUntilItSucceeds() throws Exception {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        put("1", "before the start");
        BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
        Queue<Invocation> outcomes = new ConcurrentLinkedQueue<>(List.of(new Invocation.Throttled()));
        StreamPoller poller = poll(event -> {
            read(event).path("Records").forEach(told::add);
            return Optional.ofNullable(outcomes.poll()).orElse(new Invocation.Succeeded(""));
        });

        try (poller) {
            put("2", "A");
            JsonNode made = told.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(made.path("eventSourceARN").asText()).isEqualTo(stream().arn());
            assertThat(made.at("/dynamodb/NewImage/stage/S").asText()).isEqualTo("A");
            assertThat(made.at("/dynamodb/OldImage").isMissingNode()).isTrue();
            assertThat(told.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(made);
            dynamoDb().deleteItem(request -> request.tableName(table).key(key("2")));
            JsonNode removed = told.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(removed.at("/dynamodb/OldImage/stage/S").asText()).isEqualTo("A");
            assertThat(removed.at("/dynamodb/NewImage").isMissingNode()).isTrue();
        }
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private StreamPoller poll(FunctionInvoker function) {
        return new StreamPoller(
                new StreamSource(table, StartingPosition.LATEST, ALL, List.of(), true, "dead"),
                function,
                stream(),
                (source, line) -> {},
                MovableClock.system(),
                Duration.ZERO,
                StreamPoller.SHORTEST_WAIT);
    }

    final String table() {
        return table;
    }

    final TableDescription create(StreamViewType view) {
        return new TestTables(dynamoDb()).create(table, "id", view);
    }

    final TableStream stream() {
        return TableStream.of(table, dynamoDb(), streams());
    }

    final Shard shard() {
        return stream().shards().getFirst();
    }

    final ShardReader reader(ShardIteratorType from) {
        return stream().read(shard(), from);
    }

    private List<Record> records(ShardIteratorType type, String number) {
        String iterator = streams()
                .getShardIterator(request -> request.streamArn(stream().arn())
                        .shardId(shard().shardId())
                        .shardIteratorType(type)
                        .sequenceNumber(number))
                .shardIterator();
        GetRecordsResponse answer = streams().getRecords(request -> request.shardIterator(iterator));
        return answer.records();
    }

    final void put(String id, String state) {
        dynamoDb().putItem(request -> request.tableName(table).item(row(id, state)));
    }

    private void update(String id, String state) {
        dynamoDb()
                .updateItem(request -> request.tableName(table)
                        .key(key(id))
                        .updateExpression("SET stage = :state")
                        .expressionAttributeValues(Map.of(":state", AttributeValue.fromS(state))));
    }

    static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static Map<String, AttributeValue> row(String id, String state) {
        return Map.of("id", AttributeValue.fromS(id), "stage", AttributeValue.fromS(state));
    }

    static List<String> states(List<Record> records) {
        return records.stream()
                .map(record -> record.dynamodb().newImage().get("stage").s())
                .toList();
    }

    private static List<String> sequences(List<Record> records) {
        return records.stream()
                .map(record -> record.dynamodb().sequenceNumber())
                .toList();
    }
}
