package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.membership.Walk;
import sundown.membership.WalkStore;
import sundown.timeline.GroupId;

/**
 * The walks in the groups table: the row {@code walk-1} of group 1, with {@code begunAt}, {@code sentAt} and the set
 * {@code done} of shards. No group's id has a hyphen, so no other row has such a key.
 */
@Singleton
public final class DynamoWalkStore implements WalkStore {
    private final Table table;

    public DynamoWalkStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Walk> find(GroupId group) {
        return table.findGroup(key(group), "walk", row -> walk(group, row));
    }

    private static Walk walk(GroupId group, Row row) {
        return new Walk(group, row.instant("begunAt"), row.instant("sentAt"), row.smallNumberSet("done"));
    }

    @Override
    public boolean begin(Walk walk, Instant date) {
        RowWriter row = new RowWriter()
                .text("group", key(walk.group()))
                .instant("begunAt", walk.begunAt())
                .instant("sentAt", walk.sentAt());
        return table.put(
                row,
                request -> request.conditionExpression("attribute_not_exists(begunAt) OR begunAt < :date")
                        .expressionAttributeValues(
                                new RowWriter().instant(":date", date).attributes()));
    }

    @Override
    public boolean sendAgain(Walk read, Instant now) {
        RowWriter values = new RowWriter().instant(":now", now).instant(":read", read.sentAt());
        return update(read.group(), "SET sentAt = :now", "sentAt = :read", values);
    }

    /** If a response is lost, the retry reports a conflict, and the shards are sent an hour later. */
    private boolean update(GroupId group, String update, String condition, RowWriter values) {
        return table.update(Table.key("group", key(group)), update, condition, values);
    }

    @Override
    public void finish(GroupId group, Instant begunAt, int shard) {
        RowWriter values = new RowWriter().instant(":begunAt", begunAt).numberSet(":shard", shard);
        update(group, "ADD done :shard", "begunAt = :begunAt", values);
    }

    private static String key(GroupId group) {
        return "walk-" + group;
    }
}
