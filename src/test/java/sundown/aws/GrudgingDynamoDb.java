package sundown.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * DynamoDB as little obliging as its documentation allows, so that each contract is held with it: the first page of a
 * query has one row, and a batch leaves an entry unprocessed. {@link WeakDynamoDb} behind it delays weak reads.
 */
record GrudgingDynamoDb(DynamoDbClient real) implements DynamoDbClient, StubClient {
    @Override
    public QueryResponse query(QueryRequest request) {
        return real.query(
                request.hasExclusiveStartKey()
                        ? request
                        : request.toBuilder().limit(1).build());
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return real.scan(request);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        Map<String, List<WriteRequest>> taken = new HashMap<>();
        Map<String, List<WriteRequest>> left = new HashMap<>();
        request.requestItems().forEach((table, writes) -> {
            int last = Math.max(1, writes.size() - 1);
            taken.put(table, writes.subList(0, last));
            if (last < writes.size()) {
                left.put(table, writes.subList(last, writes.size()));
            }
        });
        BatchWriteItemResponse response =
                real.batchWriteItem(request.toBuilder().requestItems(taken).build());
        if (!response.unprocessedItems().isEmpty()) {
            throw new IllegalStateException("too much for one call of the emulator");
        }
        return response.toBuilder().unprocessedItems(left).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        Map<String, KeysAndAttributes> asked = request.requestItems().entrySet().stream()
                .collect(Collectors.toMap(Entry::getKey, entry -> some(entry.getValue(), true)));
        Map<String, KeysAndAttributes> left = request.requestItems().entrySet().stream()
                .filter(entry -> entry.getValue().keys().size() > 1)
                .collect(Collectors.toMap(Entry::getKey, entry -> some(entry.getValue(), false)));
        BatchGetItemResponse response =
                real.batchGetItem(request.toBuilder().requestItems(asked).build());
        if (!response.unprocessedKeys().isEmpty()) {
            throw new IllegalStateException("too much for one call of the emulator");
        }
        return response.toBuilder().unprocessedKeys(left).build();
    }

    /** All keys but the last, or the last. */
    private static KeysAndAttributes some(KeysAndAttributes wanted, boolean first) {
        int last = Math.max(1, wanted.keys().size() - 1);
        return wanted.toBuilder()
                .keys(wanted.keys()
                        .subList(first ? 0 : last, first ? last : wanted.keys().size()))
                .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return real.getItem(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return real.putItem(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return real.updateItem(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return real.deleteItem(request);
    }
}
