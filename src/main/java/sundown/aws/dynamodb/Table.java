package sundown.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.aws.AwsFailures;

/** A table of DynamoDB. */
class Table {
    /** DynamoDB takes no more writes in one call. */
    private static final int WRITES_PER_CALL = 25;

    /** DynamoDB takes no more keys in one call. */
    private static final int KEYS_PER_CALL = 100;

    final DynamoDbClient client;
    final String name;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** A key of one attribute. */
    static Map<String, AttributeValue> key(String attribute, String value) {
        return Map.of(attribute, AttributeValue.fromS(value));
    }

    /** Reads a row by its key, strongly consistent. */
    Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> key) {
        GetItemResponse response = AwsFailures.sorting(
                () -> client.getItem(request -> request.tableName(name).key(key).consistentRead(true)));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /** Reads those of many rows that exist, strongly consistent, with few calls. */
    List<Map<String, AttributeValue>> findAll(List<Map<String, AttributeValue>> keys) {
        return keys.stream()
                .gather(Gatherers.windowFixed(KEYS_PER_CALL))
                .flatMap(some -> findTogether(some).stream())
                .toList();
    }

    /** Reads a row of each user who has one, in the same way; a row that cannot be read fails when it is asked for. */
    <T> Found<T> findAll(
            List<UserId> users,
            Function<UserId, Map<String, AttributeValue>> key,
            Function<Map<String, AttributeValue>, T> reader) {
        return new Found<>(findAll(users.stream().map(key).toList()).stream()
                .collect(Collectors.toMap(row -> new UserId(row.get("userId").s()), row -> () -> reader.apply(row))));
    }

    /** The paginator asks again for keys that DynamoDB left unprocessed. */
    private List<Map<String, AttributeValue>> findTogether(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes strong =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return AwsFailures.sorting(() ->
                client.batchGetItemPaginator(request -> request.requestItems(Map.of(name, strong))).stream()
                        .flatMap(response -> response.responses().getOrDefault(name, List.of()).stream())
                        .toList());
    }

    /** Reads a row of the groups table, strongly consistent. */
    <T> Optional<T> findGroup(String key, String what, Function<Row, T> reader) {
        return find(key("group", key)).map(attributes -> Row.read(what, attributes, reader));
    }

    /** Writes a row. */
    void put(RowWriter row) {
        put(row, request -> {});
    }

    /**
     * Writes a row under a condition.
     *
     * @return false when the condition does not hold; if a response is lost, the retry may find its own write
     */
    boolean put(RowWriter row, Consumer<PutItemRequest.Builder> condition) {
        return whereItHolds(() -> client.putItem(
                        request -> condition.accept(request.tableName(name).item(row.attributes()))))
                .isPresent();
    }

    /**
     * Updates a row under a condition.
     *
     * @return nothing when the condition does not hold; if a response is lost, the retry may find its own write
     */
    Optional<UpdateItemResponse> update(Map<String, AttributeValue> key, Consumer<UpdateItemRequest.Builder> update) {
        return whereItHolds(() -> client.updateItem(
                request -> update.accept(request.tableName(name).key(key))));
    }

    /**
     * Updates a row under a condition, with values for both expressions.
     *
     * @return false when the condition does not hold; if a response is lost, the retry may find its own write
     */
    boolean update(Map<String, AttributeValue> key, String update, String condition, RowWriter values) {
        return update(
                        key,
                        request -> request.updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values.attributes()))
                .isPresent();
    }

    /** Writes a row under a condition, with values for it. */
    boolean put(RowWriter row, String condition, RowWriter values) {
        return put(
                row, request -> request.conditionExpression(condition).expressionAttributeValues(values.attributes()));
    }

    /** Writes a row where there is none with this attribute. */
    boolean putFirst(RowWriter row, String attribute) {
        return put(row, request -> request.conditionExpression("attribute_not_exists(" + attribute + ")"));
    }

    private static <T> Optional<T> whereItHolds(Supplier<T> write) {
        try {
            return Optional.of(write.get());
        } catch (ConditionalCheckFailedException changed) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    void delete(Map<String, AttributeValue> key) {
        AwsFailures.sorting(
                () -> client.deleteItem(request -> request.tableName(name).key(key)));
    }

    /**
     * Deletes a row under a condition with values.
     *
     * @return false when the condition does not hold; if a response is lost, the retry finds no row
     */
    boolean delete(Map<String, AttributeValue> key, String condition, RowWriter values) {
        return whereItHolds(() -> client.deleteItem(request -> request.tableName(name)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.attributes())))
                .isPresent();
    }

    /** Writes or deletes many rows with few calls. Their keys must be different. */
    void batch(Stream<WriteRequest> writes) {
        writes.gather(Gatherers.windowFixed(WRITES_PER_CALL)).forEach(this::together);
    }

    /** Every response has processed at least one write: DynamoDB rejects a call of which it can process nothing. */
    private void together(List<WriteRequest> writes) {
        List<WriteRequest> open = writes;
        while (!open.isEmpty()) {
            Map<String, List<WriteRequest>> items = Map.of(name, open);
            open = AwsFailures.sorting(() -> client.batchWriteItem(request -> request.requestItems(items)))
                    .unprocessedItems()
                    .getOrDefault(name, List.of());
        }
    }

    static WriteRequest deletion(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    /** Reads the first rows that a query of the table finds, strongly consistent. */
    <T> List<T> query(long limit, Function<Map<String, AttributeValue>, T> reader, String condition, RowWriter values) {
        return query(limit, reader, condition, values, request -> request.consistentRead(true));
    }

    /**
     * Reads the first rows that a query finds.
     *
     * @param further says where else and how; an index has no strongly consistent read
     */
    <T> List<T> query(
            long limit,
            Function<Map<String, AttributeValue>, T> reader,
            String condition,
            RowWriter values,
            Consumer<QueryRequest.Builder> further) {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values.attributes())
                .limit(limit < Integer.MAX_VALUE ? (int) limit : null);
        further.accept(request);
        return firstRows(
                limit, reader, () -> client.queryPaginator(request.build()).items());
    }

    /** Reads the first rows of the whole table, strongly consistent. */
    <T> List<T> scan(int limit, Function<Map<String, AttributeValue>, T> reader, Consumer<ScanRequest.Builder> from) {
        return firstRows(
                limit,
                reader,
                () -> client.scanPaginator(request -> from.accept(
                                request.tableName(name).consistentRead(true).limit(limit)))
                        .items());
    }

    private static <T> List<T> firstRows(
            long limit,
            Function<Map<String, AttributeValue>, T> reader,
            Supplier<SdkIterable<Map<String, AttributeValue>>> pages) {
        return AwsFailures.sorting(
                () -> pages.get().stream().limit(limit).map(reader).toList());
    }
}
