package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.ApprovalStore;
import sundown.purge.ApprovalStore.Approvals;
import sundown.timeline.GroupId;

/**
 * The approvals in the groups table: the row {@code approval-1} of group 1, with the plan that they approve. IAM lets
 * only {@code approve-purge} write it.
 */
@Singleton
@RegisterForReflection(targets = Approvals.class)
public final class DynamoApprovalStore implements ApprovalStore {
    private static final RowMapper<Approvals> APPROVALS = RowMapper.ofGroups(
            "approval-",
            Approvals.class,
            Map.of("Approvals.all", "approvals", "Plan.id", "planId", "Plan.at", "plannedAt"));

    private final VersionedRows rows;

    public DynamoApprovalStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Approvals> find(GroupId group) {
        return rows.find(APPROVALS.key(group)).map(APPROVALS::read);
    }

    @Override
    public Optional<Approvals> save(Approvals approvals) {
        return rows.replace(approvals.version(), APPROVALS.write(approvals), approvals.saved());
    }
}
