package sundown.aws.dynamodb;

import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.UserRowsContract;
import sundown.purge.UserRows;

@OnAnyCloud
class DynamoUserRowsTest extends UserRowsContract {
    private final AwsStack stack;

    DynamoUserRowsTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected UserRows rows() {
        return new DynamoUserRows(
                stack.dynamoDb, stack.name("ITEMS_TABLE"), stack.name("TRANSFERS_TABLE"), stack.name("ARCHIVES_TABLE"));
    }

    @Override
    protected void putItem(UserId user, String item) {
        put("ITEMS_TABLE", user, "itemId", item);
    }

    @Override
    protected void putItems(UserId user, int count) {
        stack.putAll(
                "ITEMS_TABLE", IntStream.range(0, count).mapToObj(number -> row(user, "itemId", "item-" + number)));
    }

    @Override
    protected void putTransfer(UserId user, String sort) {
        put("TRANSFERS_TABLE", user, "sort", sort);
    }

    @Override
    protected void putArchive(UserId user, String sort) {
        put("ARCHIVES_TABLE", user, "sort", sort);
    }

    private void put(String table, UserId user, String key, String value) {
        stack.put(table, row(user, key, value));
    }

    private static Map<String, AttributeValue> row(UserId user, String key, String value) {
        return Map.of("userId", AttributeValue.fromS(user.value()), key, AttributeValue.fromS(value));
    }
}
