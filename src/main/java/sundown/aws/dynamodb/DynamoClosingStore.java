package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.close.Closing;
import sundown.purge.close.ClosingStore;
import sundown.timeline.GroupId;

/** The closings in the groups table: the row {@code closing-1} of group 1. */
@Singleton
@RegisterForReflection(targets = Closing.class)
public final class DynamoClosingStore implements ClosingStore {
    private static final RowMapper<Closing> CLOSINGS = RowMapper.of(Closing.class);

    private final GroupRows<Closing> rows;

    public DynamoClosingStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new GroupRows<>(client, table, random, "closing-", CLOSINGS);
    }

    @Override
    public Optional<Closing> find(GroupId group) {
        return rows.find(group);
    }

    @Override
    public Optional<Closing> save(Closing closing) {
        return rows.replace(closing.version(), rows.write(closing.group(), closing), closing.saved());
    }
}
