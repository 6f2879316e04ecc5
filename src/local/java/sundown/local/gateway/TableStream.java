package sundown.local.gateway;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The stream of a table.
 *
 * @param arn the stream's own, which has the table's name and the time since which it is there
 */
record TableStream(DynamoDbStreamsClient client, String arn) {
    /**
     * Finds it.
     *
     * @throws IllegalStateException when the table has none
     */
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

    /** A reader of a shard, which reads what is changed from now on. */
    ShardReader read(Shard shard, ShardIteratorType from) {
        return new ShardReader(this, shard.shardId(), from);
    }
}
