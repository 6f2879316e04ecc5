package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

/** The streams of this machine's cloud. */
@ExtendWith(EmulatorsExtension.class)
class EmulatedTableStreamTest extends TableStreamContract {
    private static final int SHARDS_OF_A_STREAM = 20;
    private static final int ROWS_OF_A_SHARD = 3;
    private static final int ROWS_OF_A_BATCH = 25;

    private final Clients clients;

    EmulatedTableStreamTest(Emulators emulators) {
        this.clients = emulators.clients();
    }

    @Test
    void goesOnInAnotherShardWhereOneIsFull() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);

        fillShard();
        put("1", "B");

        List<Shard> shards = stream().shards();
        assertThat(shards).hasSize(2);
        assertThat(shards.getFirst().sequenceNumberRange().endingSequenceNumber())
                .isEqualTo("%021d".formatted(ROWS_OF_A_SHARD));
        assertThat(shards.getLast().parentShardId()).isEqualTo(shards.getFirst().shardId());
        assertThat(shards.getLast().sequenceNumberRange().endingSequenceNumber())
                .isNull();
        assertThat(readToTheEnd(reader)).isEqualTo(ROWS_OF_A_SHARD);
        assertThat(states(stream()
                        .read(shards.getLast(), ShardIteratorType.TRIM_HORIZON)
                        .read(1)))
                .containsExactly("B");
    }

    @Test
    void goesOnInAnotherShardAfterAThousandChanges() {
        create(StreamViewType.KEYS_ONLY);
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);

        for (int batch = 0; batch < 1000 / ROWS_OF_A_BATCH; batch++) {
            putBatch();
        }

        assertThat(stream().shards()).hasSize(2);
        assertThat(readToTheEnd(reader)).isEqualTo(1000);
    }

    @Test
    void listsItsShardsInPages() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        fillShard();

        StreamDescription first = streams()
                .describeStream(request -> request.streamArn(stream().arn()).limit(1))
                .streamDescription();
        StreamDescription second = streams()
                .describeStream(request ->
                        request.streamArn(stream().arn()).limit(1).exclusiveStartShardId(first.lastEvaluatedShardId()))
                .streamDescription();

        assertThat(first.lastEvaluatedShardId())
                .isEqualTo(first.shards().getFirst().shardId());
        assertThat(second.shards()).singleElement().isEqualTo(stream().shards().getLast());
        assertThat(second.lastEvaluatedShardId()).isNull();
    }

    @Test
    void forgetsItsOldestShardsWhereItHasTooMany() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);
        Shard first = shard();
        String sequence = first.sequenceNumberRange().startingSequenceNumber();

        for (int shard = 0; shard < SHARDS_OF_A_STREAM; shard++) {
            fillShard();
        }

        assertThat(stream().shards()).hasSize(SHARDS_OF_A_STREAM).doesNotContain(first);
        assertThatThrownBy(() -> reader.read(1)).isInstanceOf(TrimmedDataAccessException.class);
        assertThatThrownBy(() -> streams()
                        .getShardIterator(request -> request.streamArn(stream().arn())
                                .shardId(first.shardId())
                                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                .sequenceNumber(sequence)))
                .isInstanceOf(TrimmedDataAccessException.class);
        assertThatThrownBy(() -> stream().read(first, ShardIteratorType.TRIM_HORIZON))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({"KEYS_ONLY, false, false", "NEW_IMAGE, false, true", "OLD_IMAGE, true, false"})
    void hasTheImagesThatTheTableWants(StreamViewType view, boolean before, boolean after) {
        create(view);
        put("1", "A");
        put("1", "B");

        assertThat(reader(ShardIteratorType.TRIM_HORIZON).read(2).getLast().dynamodb())
                .satisfies(change -> {
                    assertThat(change.keys()).isEqualTo(key("1"));
                    assertThat(change.hasOldImage()).isEqualTo(before);
                    assertThat(change.hasNewImage()).isEqualTo(after);
                    assertThat(change.streamViewType()).isEqualTo(view);
                });
    }

    @Test
    void hasIteratorsForFifteenMinutes() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        String iterator = iterator(request -> {});

        assertThat(streams()
                        .getRecords(request -> request.shardIterator(aged(iterator, 14)))
                        .records())
                .isEmpty();
        assertThatThrownBy(() -> streams().getRecords(request -> request.shardIterator(aged(iterator, 16))))
                .isInstanceOf(ExpiredIteratorException.class);
    }

    @Test
    void refusesWhatAwsRefuses() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        put("1", "A");
        String iterator = iterator(request -> {});

        assertInvalid(() -> streams().getRecords(request -> request.shardIterator("none")));
        assertInvalid(() -> streams().getRecords(request -> {}));
        assertInvalid(() ->
                streams().getRecords(request -> request.shardIterator(iterator).limit(0)));
        assertInvalid(() ->
                streams().getRecords(request -> request.shardIterator(iterator).limit(1001)));
        assertInvalid(() -> iterator(request -> request.shardIteratorType("EARLIEST")));
        assertInvalid(() -> iterator(request -> request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)));
        assertInvalid(() -> iterator(request ->
                request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber("%021d".formatted(2))));
        assertThatThrownBy(() -> iterator(request -> request.shardId("shardId-00000000000000000000-00000000")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void isRefusedWithoutAView() {
        assertInvalid(() -> create((StreamViewType) null));
    }

    @Test
    void endsWithItsTable() {
        create(StreamViewType.NEW_AND_OLD_IMAGES);
        TableStream stream = stream();
        ShardReader reader = reader(ShardIteratorType.TRIM_HORIZON);

        dynamoDb().deleteTable(request -> request.tableName(table()));

        assertThatThrownBy(stream::shards).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> reader.read(1)).isInstanceOf(ResourceNotFoundException.class);
    }

    private static void assertInvalid(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }

    private String iterator(Consumer<GetShardIteratorRequest.Builder> change) {
        GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder()
                .streamArn(stream().arn())
                .shardId(shard().shardId())
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON);
        change.accept(request);
        return streams().getShardIterator(request.build()).shardIterator();
    }

    /** An iterator says when it was taken; nobody but the emulator may rely on that. */
    private static String aged(String iterator, int minutes) {
        int end = iterator.lastIndexOf('|') + 1;
        String content = new String(Base64.getDecoder().decode(iterator.substring(end)), StandardCharsets.UTF_8);
        long taken = Instant.now().minus(Duration.ofMinutes(minutes)).toEpochMilli();
        String older = content.replaceFirst("\"taken\":\\d+", "\"taken\":" + taken);
        return iterator.substring(0, end) + Base64.getEncoder().encodeToString(older.getBytes(StandardCharsets.UTF_8));
    }

    private void fillShard() {
        for (int row = 0; row < ROWS_OF_A_SHARD; row++) {
            put(UUID.randomUUID().toString(), "x".repeat(390_000));
        }
    }

    private void putBatch() {
        List<WriteRequest> writes = Stream.generate(() -> key(UUID.randomUUID().toString()))
                .limit(ROWS_OF_A_BATCH)
                .map(row ->
                        WriteRequest.builder().putRequest(put -> put.item(row)).build())
                .toList();
        dynamoDb().batchWriteItem(request -> request.requestItems(Map.of(table(), writes)));
    }

    private static int readToTheEnd(ShardReader reader) {
        int count = 0;
        while (!reader.ended()) {
            count += reader.read(500).size();
            reader.advance();
        }
        return count;
    }

    @Override
    DynamoDbClient dynamoDb() {
        return clients.dynamoDb();
    }

    @Override
    DynamoDbStreamsClient streams() {
        return clients.dynamoDbStreams();
    }
}
