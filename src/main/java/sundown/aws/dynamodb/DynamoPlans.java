package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.ManifestHash;
import sundown.purge.Operator;
import sundown.purge.Plan;
import sundown.purge.PlanId;
import sundown.purge.Plans;
import sundown.timeline.GroupId;

/**
 * The plans in the groups table: the row {@code plan-1} of group 1. The row exists while the manifest is still being
 * written; the map {@code planned} has the result.
 */
@Singleton
public final class DynamoPlans implements Plans {
    private final Table table;

    /** Reads the plans of a table. */
    public DynamoPlans(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Plan> latest(GroupId group) {
        return table.findGroup("plan-" + group, "plan", DynamoPlans::finished).flatMap(plan -> plan);
    }

    private static Optional<Plan> finished(Row row) {
        return Optional.ofNullable(row.attributes().get("planned")).map(planned -> plan(row, new Row(planned.m())));
    }

    private static Plan plan(Row row, Row planned) {
        return new Plan(
                new PlanId(row.text("planId")),
                new ManifestHash(planned.text("hash")),
                new Operator(row.text("by")),
                row.instant("begunAt"),
                planned.number("users"),
                planned.number("versions") + planned.number("markers") + planned.number("uploads"),
                planned.number("bytes"),
                row.smallNumber("timeline"),
                row.number("holdChanges"));
    }
}
