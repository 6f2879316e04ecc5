package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.aws.StubClient;

class TableTest {
    private static final String TABLE = "table";

    @Test
    void writesAgainWhatWasLeftUnprocessed() {
        List<WriteRequest> writes =
                IntStream.range(0, 60).mapToObj(TableTest::write).toList();
        BusyTable table = new BusyTable();
        new Table(table, TABLE).batch(writes.stream());
        assertThat(table.written).containsExactlyInAnyOrderElementsOf(writes);
        assertThat(table.largest).isEqualTo(25);
    }

    private static WriteRequest write(int number) {
        Map<String, AttributeValue> row = Map.of("key", AttributeValue.fromN(Integer.toString(number)));
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    /** A table that takes ten writes of each request. */
    private static final class BusyTable implements DynamoDbClient, StubClient {
        private final List<WriteRequest> written = new ArrayList<>();
        private int largest;

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            List<WriteRequest> writes = request.requestItems().get(TABLE);
            largest = Math.max(largest, writes.size());
            List<WriteRequest> taken = writes.stream().limit(10).toList();
            List<WriteRequest> left = writes.stream().skip(10).toList();
            written.addAll(taken);
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(left.isEmpty() ? Map.of() : Map.of(TABLE, left))
                    .build();
        }
    }
}
