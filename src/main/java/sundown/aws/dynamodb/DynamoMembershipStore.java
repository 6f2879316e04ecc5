package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/**
 * The memberships in the accounts table, which belongs to the photo cloud: Sundown writes only {@code cancelledAt}. The
 * index {@code by-group} lists users under {@code groupShard}, {@code 1#00} to {@code 1#15} for group 1.
 */
@Singleton
public final class DynamoMembershipStore implements MembershipStore {
    private static final String INDEX = "by-group";

    private final DynamoDbClient client;
    private final String table;

    /** Works on the accounts of a table. */
    public DynamoMembershipStore(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        QueryRequest request = listed(group, shard, after).limit(limit).build();
        return AwsFailures.sorting(() -> client.queryPaginator(request).items().stream()
                .limit(limit)
                .map(row -> Row.read("listed account", row, read -> new UserId(read.text("userId"))))
                .toList());
    }

    private QueryRequest.Builder listed(GroupId group, int shard, Optional<UserId> after) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":shard", AttributeValue.fromS("%s#%02d".formatted(group, shard)));
        after.ifPresent(user -> values.put(":after", AttributeValue.fromS(user.value())));
        return QueryRequest.builder()
                .tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("groupShard = :shard" + (after.isPresent() ? " AND userId > :after" : ""))
                .expressionAttributeValues(values);
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        try {
            client.updateItem(cancelling(user, read, now));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private UpdateItemRequest cancelling(UserId user, Membership read, Instant now) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of("userId", AttributeValue.fromS(user.value())))
                .updateExpression("SET cancelledAt = :now")
                .conditionExpression("chargeId = :charge AND attribute_not_exists(cancelledAt)")
                .expressionAttributeValues(new RowWriter()
                        .text(":charge", read.charge().value())
                        .instant(":now", now)
                        .attributes())
                .build();
    }
}
