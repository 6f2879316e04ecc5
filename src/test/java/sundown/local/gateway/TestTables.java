package sundown.local.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables with one key, a text, in whatever cloud. */
record TestTables(DynamoDbClient dynamoDb) {
    private static final Duration POLL = Duration.ofMillis(20);

    /** Creates a table without a stream. */
    TableDescription create(String name, String key) {
        return create(request(name, key).build());
    }

    /** Creates a table with a stream. */
    TableDescription create(String name, String key, StreamViewType view) {
        return create(request(name, key)
                .streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view)
                        .build())
                .build());
    }

    private TableDescription create(CreateTableRequest request) {
        TableDescription created = dynamoDb.createTable(request).tableDescription();
        dynamoDb.waiter()
                .waitUntilTableExists(
                        described -> described.tableName(request.tableName()),
                        waiter -> waiter.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)));
        return created;
    }

    private static CreateTableRequest.Builder request(String name, String key) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build());
    }

    /** A row whose key is 1, with an attribute of every type. */
    static Map<String, AttributeValue> rowOfEveryType(String key) {
        return Map.ofEntries(
                Map.entry(key, AttributeValue.fromS("1")),
                Map.entry("number", AttributeValue.fromN("12.5")),
                Map.entry("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes"))),
                Map.entry("flag", AttributeValue.fromBool(true)),
                Map.entry("nothing", AttributeValue.fromNul(true)),
                Map.entry("map", AttributeValue.fromM(Map.of("empty", AttributeValue.fromM(Map.of())))),
                Map.entry("list", AttributeValue.fromL(List.of(AttributeValue.fromL(List.of())))),
                Map.entry("texts", AttributeValue.fromSs(List.of("a"))),
                Map.entry("numbers", AttributeValue.fromNs(List.of("1"))),
                Map.entry("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("b")))));
    }
}
