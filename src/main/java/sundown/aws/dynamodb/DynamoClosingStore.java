package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.close.Closing;
import sundown.purge.close.ClosingStore;
import sundown.timeline.GroupId;

/**
 * The closings in the groups table: the row {@code closing-1} of group 1. The row of version 1.0 has {@code shards} in
 * place of {@code since} and {@code counted}: a close that it has not drained is counted again.
 */
@Singleton
public final class DynamoClosingStore implements ClosingStore {
    private final VersionedRows rows;

    public DynamoClosingStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Closing> find(GroupId group) {
        return rows.findGroup(key(group), "closing", row -> closing(group, row));
    }

    @Override
    public Optional<Closing> save(Closing closing) {
        RowWriter row = new RowWriter()
                .text("group", key(closing.group()))
                .instant("close", closing.close())
                .instant("since", closing.since())
                .instant("drainedAt", closing.drainedAt());
        closing.counted().ifPresent(counted -> row.row("counted", row(counted)));
        return rows.replace(closing.version(), row, closing.saved());
    }

    private static String key(GroupId group) {
        return "closing-" + group;
    }

    private static Closing closing(GroupId group, Row row) {
        Instant close = row.instant("close");
        return new Closing(
                group,
                close,
                row.optionalInstant("since").orElse(close),
                row.optionalRow("counted").map(DynamoClosingStore::counted),
                row.optionalInstant("drainedAt"),
                row.number("version"));
    }

    private static RowWriter row(Closing.Counted counted) {
        return new RowWriter().instant("run", counted.run()).number("running", counted.running());
    }

    private static Closing.Counted counted(Row row) {
        return new Closing.Counted(row.instant("run"), row.number("running"));
    }
}
