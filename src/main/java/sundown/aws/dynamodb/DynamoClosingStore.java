package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.timeline.GroupId;

/** The closings in the groups table: the row {@code closing-1} of group 1. */
@Singleton
@RegisterForReflection(targets = Closing.class)
public final class DynamoClosingStore implements ClosingStore {
    private static final RowMapper<Closing> CLOSINGS = RowMapper.ofGroups("closing-", Closing.class, Map.of());

    private final VersionedRows rows;

    public DynamoClosingStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Closing> find(GroupId group) {
        return rows.find(CLOSINGS.key(group)).map(CLOSINGS::read);
    }

    @Override
    public Optional<Closing> save(Closing closing) {
        return rows.replace(closing.version(), CLOSINGS.write(closing), closing.saved());
    }
}
