package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.purge.UserRows;

/** The rows of a user in the tables of items, transfers and archives, found by the user id as partition key. */
@Singleton
public final class DynamoUserRows implements UserRows {
    private final DynamoDbClient client;
    private final List<Part> parts;

    /** A table, and the name of its sort key. */
    private record Part(String table, String sortKey) {}

    /** Works on the rows of these tables. */
    public DynamoUserRows(
            DynamoDbClient client,
            @ConfigProperty(name = "ITEMS_TABLE") String items,
            @ConfigProperty(name = "TRANSFERS_TABLE") String transfers,
            @ConfigProperty(name = "ARCHIVES_TABLE") String archives) {
        this.client = client;
        this.parts = List.of(new Part(items, "itemId"), new Part(transfers, "sort"), new Part(archives, "sort"));
    }

    @Override
    public long remove(UserId user) {
        long removed = 0;
        for (Part part : parts) {
            removed += remove(user, part, LIMIT - removed);
        }
        return removed;
    }

    private long remove(UserId user, Part part, long most) {
        AtomicLong removed = new AtomicLong();
        QueryRequest request = keys(user, part).limit(LIMIT).build();
        Stream<WriteRequest> deletions = AwsFailures.sorting(() -> client.queryPaginator(request).items().stream())
                .limit(most)
                .peek(key -> removed.incrementAndGet())
                .map(DynamoUserRows::deletion);
        AwsFailures.sorting(() -> {
            new BatchWriter(client, part.table()).write(deletions);
            return null;
        });
        return removed.get();
    }

    @Override
    public boolean any(UserId user) {
        return parts.stream().anyMatch(part -> any(user, part));
    }

    private boolean any(UserId user, Part part) {
        QueryRequest request = keys(user, part).limit(1).build();
        return AwsFailures.sorting(() -> client.query(request)).count() > 0;
    }

    private static QueryRequest.Builder keys(UserId user, Part part) {
        return QueryRequest.builder()
                .tableName(part.table())
                .consistentRead(true)
                .keyConditionExpression("userId = :user")
                .projectionExpression("userId, " + part.sortKey())
                .expressionAttributeValues(Map.of(":user", AttributeValue.fromS(user.value())));
    }

    private static WriteRequest deletion(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }
}
