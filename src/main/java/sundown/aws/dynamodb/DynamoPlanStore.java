package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.digest.Sha256;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PlanStore;
import sundown.timeline.GroupId;

/** The plans in the groups table: the row {@code plan-1} of group 1. The map {@code planned} has the result. */
@Singleton
@RegisterForReflection(targets = {Plan.class, PlanId.class, Sha256.class, Totals.class})
public final class DynamoPlanStore implements PlanStore {
    private static final RowMapper<Plan.Begun> PLANS =
            RowMapper.ofGroups("plan-", Plan.Begun.class, Map.of("Begun.id", "planId"));
    private static final RowMapper<Plan.Planned> PLANNED = RowMapper.of(Plan.Planned.class);

    private final Table table;

    public DynamoPlanStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Plan.Begun> find(GroupId group) {
        return table.find(PLANS.key(group)).map(PLANS::read);
    }

    @Override
    public boolean begin(Plan.Begun plan, Optional<PlanId> instead) {
        RowWriter row = PLANS.write(plan);
        return instead.map(replaced -> table.put(row, "planId = :plan", values(replaced)))
                .orElseGet(() -> table.putFirst(row, "planId"));
    }

    @Override
    public void complete(GroupId group, PlanId plan, Plan.Planned planned) {
        table.update(
                PLANS.key(group),
                "SET planned = :planned",
                "planId = :plan AND attribute_not_exists(planned)",
                values(plan).row(":planned", PLANNED.write(planned)));
    }

    private static RowWriter values(PlanId plan) {
        return new RowWriter().text(":plan", plan.value());
    }
}
