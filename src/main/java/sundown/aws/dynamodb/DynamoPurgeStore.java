package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/** The purges in the groups table: the row {@code purge-1} of group 1, which includes its plan. */
@Singleton
@RegisterForReflection(targets = {Purge.class, PurgeState.class, Plan.class, PlanId.class})
public final class DynamoPurgeStore implements PurgeStore {
    private static final RowMapper<Purge> PURGES = RowMapper.ofGroups(
            "purge-", Purge.class, Map.of("Plan.id", "planId", "Plan.at", "plannedAt", "Waves.begunAt", "waveAt"));

    private final VersionedRows rows;

    public DynamoPurgeStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Purge> find(GroupId group) {
        return rows.find(PURGES.key(group)).map(PURGES::read);
    }

    @Override
    public Optional<Purge> save(Purge purge) {
        return rows.replace(purge.version(), PURGES.write(purge), purge.saved());
    }
}
