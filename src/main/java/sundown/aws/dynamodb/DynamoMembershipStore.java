package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/**
 * The memberships in the accounts table, which belongs to the photo cloud: Sundown writes only {@code cancelledAt}. The
 * index {@code by-group} lists users under {@code groupShard}, {@code 1#00} to {@code 1#15} for group 1.
 */
@Singleton
public final class DynamoMembershipStore implements MembershipStore {
    private static final String INDEX = "by-group";

    private final Table table;

    /** Works on the accounts of a table. */
    public DynamoMembershipStore(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public List<UserId> members(GroupId group, int shard, Optional<UserId> after, int limit) {
        RowWriter values = new RowWriter()
                .text(":shard", "%s#%02d".formatted(group, shard))
                .text(":after", after.map(UserId::value));
        return table.query(
                limit,
                row -> Row.read("listed account", row, read -> new UserId(read.text("userId"))),
                request -> request.indexName(INDEX)
                        .keyConditionExpression(
                                "groupShard = :shard" + (after.isPresent() ? " AND userId > :after" : ""))
                        .expressionAttributeValues(values.attributes())
                        .limit(limit));
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        RowWriter values =
                new RowWriter().text(":charge", read.charge().value()).instant(":now", now);
        return table.update(
                        Table.key("userId", user.value()),
                        request -> request.updateExpression("SET cancelledAt = :now")
                                .conditionExpression("chargeId = :charge AND attribute_not_exists(cancelledAt)")
                                .expressionAttributeValues(values.attributes()))
                .isPresent();
    }
}
