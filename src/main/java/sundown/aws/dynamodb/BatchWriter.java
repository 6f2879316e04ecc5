package sundown.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.aws.AwsFailures;

/** Writes many rows of a table with few calls. The rows are independent of each other. */
final class BatchWriter {
    /** DynamoDB takes no more in one call. */
    private static final int LIMIT = 25;

    private final DynamoDbClient client;
    private final String table;

    BatchWriter(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Writes all rows. Their keys must be different. */
    void write(Stream<WriteRequest> writes) {
        writes.gather(Gatherers.windowFixed(LIMIT)).forEach(this::writeTogether);
    }

    /** Every response has processed at least one write: DynamoDB rejects a call of which it can process nothing. */
    private void writeTogether(List<WriteRequest> writes) {
        List<WriteRequest> open = writes;
        while (!open.isEmpty()) {
            open = unprocessed(open);
        }
    }

    private List<WriteRequest> unprocessed(List<WriteRequest> writes) {
        BatchWriteItemRequest request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(table, writes))
                .build();
        BatchWriteItemResponse response = AwsFailures.sorting(() -> client.batchWriteItem(request));
        return response.unprocessedItems().getOrDefault(table, List.of());
    }
}
