package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.closing.Census;
import sundown.closing.Closing;
import sundown.closing.ClosingStore;
import sundown.closing.ShardState;
import sundown.timeline.GroupId;

/**
 * The closings in the groups table: the row {@code closing-1} of group 1. A shard that is walked has {@code heardAt},
 * one that has been walked {@code endedAt} and its census.
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
                .rows("shards", shards(closing))
                .instant("drainedAt", closing.drainedAt());
        return rows.replace(closing.version(), row, closing.saved());
    }

    private static String key(GroupId group) {
        return "closing-" + group;
    }

    private static Closing closing(GroupId group, Row row) {
        Map<Integer, ShardState> shards = row.rows("shards").stream()
                .collect(Collectors.toMap(shard -> shard.smallNumber("shard"), DynamoClosingStore::state));
        return new Closing(
                group, row.instant("close"), shards, row.optionalInstant("drainedAt"), row.number("version"));
    }

    private static List<RowWriter> shards(Closing closing) {
        return closing.shards().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(shard -> row(shard.getValue()).number("shard", shard.getKey()))
                .toList();
    }

    private static RowWriter row(ShardState state) {
        RowWriter row = new RowWriter().instant("begunAt", state.begunAt());
        return switch (state) {
            case ShardState.Walking walking -> row.instant("heardAt", walking.heardAt());
            case ShardState.Walked walked -> write(row.instant("endedAt", walked.endedAt()), walked.census());
        };
    }

    private static RowWriter write(RowWriter row, Census census) {
        return row.number("moved", census.moved())
                .number("downloaded", census.downloaded())
                .number("both", census.both())
                .number("neither", census.neither())
                .number("running", census.running());
    }

    private static ShardState state(Row row) {
        return row.optionalInstant("endedAt")
                .<ShardState>map(endedAt -> new ShardState.Walked(row.instant("begunAt"), endedAt, census(row)))
                .orElseGet(() -> new ShardState.Walking(row.instant("begunAt"), row.instant("heardAt")));
    }

    private static Census census(Row row) {
        return new Census(
                row.number("moved"),
                row.number("downloaded"),
                row.number("both"),
                row.number("neither"),
                row.number("running"));
    }
}
