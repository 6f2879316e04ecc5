package sundown.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
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
 * DynamoDB that shows each row to eventually consistent reads of a table as it was before its last write. A read of an
 * index has no other kind, so it shows all writes.
 */
final class WeakDynamoDb implements DynamoDbClient, StubClient {
    private final DynamoDbClient real;
    private final Map<String, List<String>> keys = new ConcurrentHashMap<>();

    /** The rows before their last writes; an empty one stands for none. */
    private final Map<Row, Map<String, AttributeValue>> before = new ConcurrentHashMap<>();

    private record Row(String table, Map<String, AttributeValue> key) {}

    WeakDynamoDb(DynamoDbClient real) {
        this.real = real;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return read(isStrong(request.consistentRead()), () -> real.getItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        boolean all = isStrong(request.consistentRead()) || request.indexName() != null;
        return read(all, () -> real.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return read(isStrong(request.consistentRead()), () -> real.scan(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        boolean strong = request.requestItems().values().stream().allMatch(wanted -> isStrong(wanted.consistentRead()));
        return read(strong, () -> real.batchGetItem(request));
    }

    private static boolean isStrong(Boolean consistentRead) {
        return Boolean.TRUE.equals(consistentRead);
    }

    private <R> R read(boolean all, Supplier<R> read) {
        return all ? read.get() : readBefore(read);
    }

    private <R> R readBefore(Supplier<R> read) {
        Map<Row, Map<String, AttributeValue>> now = new HashMap<>();
        before.keySet().forEach(row -> now.put(row, stored(row)));
        before.forEach(this::store);
        try {
            return read.get();
        } finally {
            now.forEach(this::store);
        }
    }

    private Map<String, AttributeValue> stored(Row row) {
        return real.getItem(
                        request -> request.tableName(row.table()).key(row.key()).consistentRead(true))
                .item();
    }

    private void store(Row row, Map<String, AttributeValue> attributes) {
        if (attributes.isEmpty()) {
            real.deleteItem(request -> request.tableName(row.table()).key(row.key()));
        } else {
            real.putItem(request -> request.tableName(row.table()).item(attributes));
        }
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return write(Stream.of(row(request.tableName(), request.item())), () -> real.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write(Stream.of(new Row(request.tableName(), request.key())), () -> real.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return write(Stream.of(new Row(request.tableName(), request.key())), () -> real.deleteItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        Stream<Row> rows = request.requestItems().entrySet().stream()
                .flatMap(writes -> writes.getValue().stream().map(write -> row(writes.getKey(), write)));
        return write(rows, () -> real.batchWriteItem(request));
    }

    /** A write that fails changes nothing. */
    private <R> R write(Stream<Row> rows, Supplier<R> write) {
        Map<Row, Map<String, AttributeValue>> replaced =
                rows.collect(Collectors.toMap(row -> row, this::stored, (one, same) -> one));
        R response = write.get();
        before.putAll(replaced);
        return response;
    }

    private Row row(String table, WriteRequest write) {
        return write.putRequest() == null
                ? new Row(table, write.deleteRequest().key())
                : row(table, write.putRequest().item());
    }

    private Row row(String table, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> key = new HashMap<>(attributes);
        key.keySet().retainAll(keys.computeIfAbsent(table, this::keys));
        return new Row(table, key);
    }

    private List<String> keys(String table) {
        return real.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
    }
}
