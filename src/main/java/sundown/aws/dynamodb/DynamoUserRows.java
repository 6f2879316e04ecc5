package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.purge.UserRows;

/** The rows of a user in the tables of items, transfers and archives, found by the user id as partition key. */
@Singleton
public record DynamoUserRows(
        DynamoDbClient client,
        @ConfigProperty(name = "ITEMS_TABLE") String items,
        @ConfigProperty(name = "TRANSFERS_TABLE") String transfers,
        @ConfigProperty(name = "ARCHIVES_TABLE") String archives)
        implements UserRows {
    /** A table, and the name of its sort key. */
    private record Part(Table table, String sortKey) {}

    private List<Part> parts() {
        return List.of(
                new Part(new Table(client, items), "itemId"),
                new Part(new Table(client, transfers), "sort"),
                new Part(new Table(client, archives), "sort"));
    }

    @Override
    public long remove(UserId user) {
        long removed = 0;
        for (Part part : parts()) {
            List<Map<String, AttributeValue>> keys = keys(user, part, BATCH_ROWS - removed);
            part.table().batch(keys.stream().map(Table::deletion));
            removed += keys.size();
        }
        return removed;
    }

    @Override
    public boolean any(UserId user) {
        return parts().stream().anyMatch(part -> !keys(user, part, 1).isEmpty());
    }

    private static List<Map<String, AttributeValue>> keys(UserId user, Part part, long most) {
        return part.table()
                .query(
                        most,
                        key -> key,
                        "userId = :user",
                        new RowWriter().text(":user", user.value()),
                        request -> request.consistentRead(true)
                                .projectionExpression("userId, " + part.sortKey())
                                .limit(Math.clamp(most, 1, BATCH_ROWS)));
    }
}
