package sundown.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.purge.Purge;
import sundown.purge.PurgeStore;
import sundown.timeline.GroupId;

/** The purges in the groups table: the row {@code purge-1} of group 1, its plan in it. */
public final class DynamoPurgeStore implements PurgeStore {
    private final VersionedRows rows;

    /** Keeps the purges in a table. */
    public DynamoPurgeStore(DynamoDbClient client, String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Purge> find(GroupId group) {
        return rows.find(Map.of("group", AttributeValue.fromS(key(group))))
                .map(attributes -> Row.read("purge", attributes, row -> purge(group, row)));
    }

    @Override
    public Optional<Purge> save(Purge purge) {
        RowWriter row = PlanCodec.write(new RowWriter().text("group", key(purge.group())), purge.plan());
        PurgeStateCodec.write(row, purge.state());
        return rows.replace(purge.version(), row) ? Optional.of(purge.saved()) : Optional.empty();
    }

    private static Purge purge(GroupId group, Row row) {
        return new Purge(group, PlanCodec.read(row), PurgeStateCodec.read(row), row.number("version"));
    }

    private static String key(GroupId group) {
        return "purge-" + group;
    }
}
