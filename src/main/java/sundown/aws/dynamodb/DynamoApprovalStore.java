package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.ApprovalStore;
import sundown.purge.Approvals.Approval;
import sundown.purge.Approvals;
import sundown.timeline.GroupId;

/**
 * The approvals in the groups table: the row {@code approval-1} of group 1, with the plan that they approve. IAM lets
 * only {@code approve-purge} write it.
 */
@Singleton
public final class DynamoApprovalStore implements ApprovalStore {
    private final VersionedRows rows;

    public DynamoApprovalStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Approvals> find(GroupId group) {
        return rows.findGroup(key(group), "approvals", row -> approvals(group, row));
    }

    @Override
    public Optional<Approvals> save(Approvals approvals) {
        RowWriter row = PlanCodec.write(new RowWriter().text("group", key(approvals.group())), approvals.plan())
                .rows(
                        "approvals",
                        approvals.all().stream().map(DynamoApprovalStore::row).toList())
                .instant("until", approvals.until());
        return rows.replace(approvals.version(), row, approvals.saved());
    }

    private static RowWriter row(Approval approval) {
        return new RowWriter().operator("by", approval.by()).instant("at", approval.at());
    }

    private static Approvals approvals(GroupId group, Row row) {
        return new Approvals(
                group,
                PlanCodec.read(row),
                row.rows("approvals").stream()
                        .map(said -> new Approval(said.operator("by"), said.instant("at")))
                        .toList(),
                row.optionalInstant("until"),
                row.number("version"));
    }

    private static String key(GroupId group) {
        return "approval-" + group;
    }
}
