package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.aws.AwsFailures;
import sundown.membership.Walk;
import sundown.membership.WalkStore;
import sundown.timeline.GroupId;

/**
 * The walks in the groups table: the row {@code walk-1} of group 1, with {@code begunAt}, {@code sentAt} and the set
 * {@code done} of shards. No group's id has a hyphen, so no other row has such a key.
 */
@Singleton
public final class DynamoWalkStore implements WalkStore {
    private final DynamoDbClient client;
    private final String table;

    /** Keeps the walks in a table. */
    public DynamoWalkStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<Walk> find(GroupId group) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(key(group))
                .consistentRead(true)
                .build();
        GetItemResponse response = AwsFailures.sorting(() -> client.getItem(request));
        return response.hasItem()
                ? Optional.of(Row.read("walk", response.item(), row -> walk(group, row)))
                : Optional.empty();
    }

    private static Walk walk(GroupId group, Row row) {
        return new Walk(group, row.instant("begunAt"), row.instant("sentAt"), done(row));
    }

    private static Set<Integer> done(Row row) {
        return Optional.ofNullable(row.attributes().get("done")).stream()
                .flatMap(shards -> shards.ns().stream())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean begin(Walk walk, Instant date) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(new RowWriter()
                        .text("group", key(walk.group()).get("group").s())
                        .instant("begunAt", walk.begunAt())
                        .instant("sentAt", walk.sentAt())
                        .attributes())
                .conditionExpression("attribute_not_exists(begunAt) OR begunAt < :date")
                .expressionAttributeValues(
                        new RowWriter().instant(":date", date).attributes())
                .build();
        return written(() -> client.putItem(request));
    }

    @Override
    public boolean sendAgain(Walk read, Instant now) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(read.group()))
                .updateExpression("SET sentAt = :now")
                .conditionExpression("sentAt = :read")
                .expressionAttributeValues(new RowWriter()
                        .instant(":now", now)
                        .instant(":read", read.sentAt())
                        .attributes())
                .build();
        return written(() -> client.updateItem(request));
    }

    /**
     * False when the condition does not hold. If a response is lost, the retry finds its own write and reports a
     * conflict. The shards are then sent an hour later.
     */
    private static boolean written(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException faster) {
            return false;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public void finish(GroupId group, Instant begunAt, int shard) {
        Map<String, AttributeValue> values =
                new HashMap<>(new RowWriter().instant(":begunAt", begunAt).attributes());
        values.put(":shard", AttributeValue.fromNs(List.of(Integer.toString(shard))));
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(key(group))
                .updateExpression("ADD done :shard")
                .conditionExpression("begunAt = :begunAt")
                .expressionAttributeValues(values)
                .build();
        written(() -> client.updateItem(request));
    }

    private static Map<String, AttributeValue> key(GroupId group) {
        return Map.of("group", AttributeValue.fromS("walk-" + group));
    }
}
