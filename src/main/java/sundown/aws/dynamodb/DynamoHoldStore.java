package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.timeline.GroupId;

/**
 * The holds in their own table, one row for each user, with {@code reason}, {@code by}, {@code placedAt} and
 * {@code until}. The row {@code holds-1} of the groups table counts the changes of the holds of group 1 in
 * {@code changes}.
 */
@Singleton
public final class DynamoHoldStore implements HoldStore {
    private final DynamoDbClient client;
    private final String holds;
    private final String groups;

    /** Keeps the holds in one table and counts their changes in another. */
    public DynamoHoldStore(
            DynamoDbClient client,
            @ConfigProperty(name = "HOLDS_TABLE") String holds,
            @ConfigProperty(name = "GROUPS_TABLE") String groups) {
        this.client = client;
        this.holds = holds;
        this.groups = groups;
    }

    @Override
    public Optional<Hold> find(UserId user) {
        return row(holds, key(user)).map(row -> Row.read("hold", row, found -> hold(user, found)));
    }

    private static Hold hold(UserId user, Row row) {
        return new Hold(
                user, row.text("reason"), row.text("by"), row.instant("placedAt"), row.optionalInstant("until"));
    }

    @Override
    public void place(GroupId group, Hold hold) {
        countUp(group);
        Map<String, AttributeValue> row = new RowWriter()
                .text("userId", hold.user().value())
                .text("reason", hold.reason())
                .text("by", hold.by())
                .instant("placedAt", hold.placedAt())
                .instant("until", hold.until())
                .attributes();
        AwsFailures.sorting(
                () -> client.putItem(request -> request.tableName(holds).item(row)));
    }

    @Override
    public void release(GroupId group, UserId user) {
        countUp(group);
        AwsFailures.sorting(
                () -> client.deleteItem(request -> request.tableName(holds).key(key(user))));
    }

    @Override
    public long changes(GroupId group) {
        return row(groups, key(group))
                .map(row -> Row.read("changes of holds", row, found -> found.number("changes")))
                .orElse(0L);
    }

    /**
     * If the response is lost, a change may count twice. That voids an approval without need, but never keeps an
     * outdated one.
     */
    private void countUp(GroupId group) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(groups)
                .key(key(group))
                .updateExpression("ADD changes :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .build();
        AwsFailures.sorting(() -> client.updateItem(request));
    }

    private Optional<Map<String, AttributeValue>> row(String table, Map<String, AttributeValue> key) {
        GetItemResponse response = AwsFailures.sorting(() ->
                client.getItem(request -> request.tableName(table).key(key).consistentRead(true)));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private static Map<String, AttributeValue> key(UserId user) {
        return Map.of("userId", AttributeValue.fromS(user.value()));
    }

    private static Map<String, AttributeValue> key(GroupId group) {
        return Map.of("group", AttributeValue.fromS("holds-" + group));
    }
}
