package sundown.local.gateway;

import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
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
}
