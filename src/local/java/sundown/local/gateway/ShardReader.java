package sundown.local.gateway;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a shard in its order to its end. For one thread. */
final class ShardReader {
    private final TableStream stream;
    private final String shard;
    private String iterator;
    private String nextIterator;
    private String sequence;
    private String nextSequence;

    /** Takes its place at once, at the oldest change. */
    ShardReader(TableStream stream, String shard) {
        this.stream = stream;
        this.shard = shard;
        this.iterator = take(oldest());
    }

    String shard() {
        return shard;
    }

    /** True when the shard is closed and all of it was read. */
    boolean ended() {
        return iterator == null;
    }

    /** The next records, which come again until {@link #advance}; none where nothing has changed. */
    List<Record> read(int most) {
        GetRecordsResponse answer = records(most);
        nextIterator = answer.nextShardIterator();
        nextSequence = answer.records().isEmpty()
                ? sequence
                : answer.records().getLast().dynamodb().sequenceNumber();
        return answer.records();
    }

    private GetRecordsResponse records(int most) {
        try {
            return get(most);
        } catch (ExpiredIteratorException late) {
            iterator = take(sequence == null ? oldest() : after(sequence));
            return get(most);
        }
    }

    private GetRecordsResponse get(int most) {
        return stream.client()
                .getRecords(request -> request.shardIterator(iterator).limit(most));
    }

    /** Leaves what was read last behind. */
    void advance() {
        iterator = nextIterator;
        sequence = nextSequence;
    }

    /** Goes on with the oldest record that is still there. */
    void rewind() {
        iterator = take(oldest());
        sequence = null;
    }

    /** Gives up what was not read; {@link #advance} then leads to the end. */
    void abandon() {
        nextIterator = null;
    }

    /** Rather a change twice than not at all. */
    private GetShardIteratorRequest oldest() {
        return request(ShardIteratorType.TRIM_HORIZON);
    }

    private GetShardIteratorRequest after(String number) {
        return request(ShardIteratorType.AFTER_SEQUENCE_NUMBER).toBuilder()
                .sequenceNumber(number)
                .build();
    }

    private GetShardIteratorRequest request(ShardIteratorType type) {
        return GetShardIteratorRequest.builder()
                .streamArn(stream.arn())
                .shardId(shard)
                .shardIteratorType(type)
                .build();
    }

    private String take(GetShardIteratorRequest request) {
        return stream.client().getShardIterator(request).shardIterator();
    }

    /**
     * The stream of a table.
     *
     * @param arn the stream's own, which has the table's name and the time since which it is there
     */
    record TableStream(DynamoDbStreamsClient client, String arn) {
        static TableStream of(String table, DynamoDbClient dynamoDb, DynamoDbStreamsClient client) {
            String arn = dynamoDb.describeTable(request -> request.tableName(table))
                    .table()
                    .latestStreamArn();
            if (arn == null) {
                throw new IllegalStateException("The table " + table + " has no stream");
            }
            return new TableStream(client, arn);
        }

        /** All that are still there, open or closed. */
        List<Shard> shards() {
            List<Shard> shards = new ArrayList<>();
            String last = null;
            do {
                StreamDescription page = describe(last);
                shards.addAll(page.shards());
                last = page.lastEvaluatedShardId();
            } while (last != null);
            return shards;
        }

        private StreamDescription describe(String last) {
            return client.describeStream(request -> request.streamArn(arn).exclusiveStartShardId(last))
                    .streamDescription();
        }
    }
}
