package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.ObjectKey;

/**
 * The claims in their own table: a row for each object and user, under {@code objectKey} and {@code userId}, with
 * {@code releasedAt} from its release on. The index {@code by-user} finds those of a user. Its reads are eventually
 * consistent, but no row comes or goes once exports are open.
 */
@Singleton
public final class DynamoClaims implements Claims {
    private static final String BY_USER = "by-user";

    private final Table table;
    private final Clock clock;

    public DynamoClaims(DynamoDbClient client, @ConfigProperty(name = "CLAIMS_TABLE") String table, Clock clock) {
        this.table = new Table(client, table);
        this.clock = clock;
    }

    @Override
    public Set<ObjectKey> listObjects(UserId user) {
        RowWriter values = new RowWriter().text(":user", user.value());
        return new HashSet<>(table.query(
                Long.MAX_VALUE,
                row -> new ObjectKey(new Row(row).text("objectKey")),
                "userId = :user",
                values,
                request -> request.indexName(BY_USER)));
    }

    @Override
    public List<Claim> listSome(int limit) {
        return table.scan(
                limit,
                attributes -> {
                    Row row = new Row(attributes);
                    return new Claim(new ObjectKey(row.text("objectKey")), new UserId(row.text("userId")));
                },
                request -> {});
    }

    @Override
    public void release(ObjectKey key, UserId user) {
        table.update(
                new RowWriter()
                        .text("objectKey", key.value())
                        .text("userId", user.value())
                        .attributes(),
                "SET releasedAt = :now",
                "attribute_exists(userId) AND attribute_not_exists(releasedAt)",
                new RowWriter().instant(":now", clock.instant()));
    }

    @Override
    public List<Claimant> listClaimants(ObjectKey key) {
        RowWriter values = new RowWriter().text(":key", key.value());
        return table.query(
                Long.MAX_VALUE,
                row -> new Claimant(new UserId(new Row(row).text("userId")), row.containsKey("releasedAt")),
                "objectKey = :key",
                values,
                request -> request.consistentRead(true).projectionExpression("userId, releasedAt"));
    }
}
