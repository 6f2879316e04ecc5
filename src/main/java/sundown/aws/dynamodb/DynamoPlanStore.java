package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.ManifestHash;
import sundown.purge.Plan;
import sundown.purge.PlanId;
import sundown.purge.PlanStore;
import sundown.timeline.GroupId;

/**
 * The plans in the groups table: the row {@code plan-1} of group 1. No group id has a hyphen, so no other row has such
 * a key. The map {@code planned} has the result.
 */
@Singleton
public final class DynamoPlanStore implements PlanStore {
    /** How many parts version 1.0 split every group into, which its rows do not say. */
    private static final int OF_THE_FIRST_VERSION = 16;

    private final Table table;

    public DynamoPlanStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Plan.Begun> find(GroupId group) {
        return table.findGroup(key(group), "plan", row -> plan(group, row));
    }

    private static Plan.Begun plan(GroupId group, Row row) {
        return new Plan.Begun(
                group,
                new PlanId(row.text("planId")),
                row.operator("by"),
                row.instant("begunAt"),
                row.smallNumber("timeline"),
                row.optionalSmallNumber("chunks").orElse(OF_THE_FIRST_VERSION),
                row.number("holdChanges"),
                row.optionalText("insteadOf").map(PlanId::new),
                row.optionalRow("planned").map(DynamoPlanStore::planned));
    }

    @Override
    public boolean begin(Plan.Begun plan, Optional<PlanId> instead) {
        return table.put(
                row(plan),
                request -> instead.ifPresentOrElse(
                        replaced -> request.conditionExpression("planId = :plan")
                                .expressionAttributeValues(values(replaced).attributes()),
                        () -> request.conditionExpression("attribute_not_exists(planId)")));
    }

    private static RowWriter row(Plan.Begun plan) {
        RowWriter row = new RowWriter()
                .text("group", key(plan.group()))
                .text("planId", plan.id().value())
                .operator("by", plan.by())
                .instant("begunAt", plan.begunAt())
                .number("timeline", plan.timeline())
                .number("chunks", plan.chunks())
                .number("holdChanges", plan.holdChanges());
        plan.insteadOf().ifPresent(replaced -> row.text("insteadOf", replaced.value()));
        return row;
    }

    @Override
    public void complete(GroupId group, PlanId plan, Plan.Planned planned) {
        table.update(
                Table.key("group", key(group)),
                "SET planned = :planned",
                "planId = :plan AND attribute_not_exists(planned)",
                values(plan).row(":planned", row(planned)));
    }

    private static RowWriter values(PlanId plan) {
        return new RowWriter().text(":plan", plan.value());
    }

    private static String key(GroupId group) {
        return "plan-" + group;
    }

    private static RowWriter row(Plan.Planned planned) {
        RowWriter row = new RowWriter()
                .text("hash", planned.hash().hex())
                .number("users", planned.users())
                .number("held", planned.held())
                .number("foreign", planned.foreign());
        return TotalsCodec.write(row, planned.totals()).number("chunks", planned.chunks());
    }

    private static Plan.Planned planned(Row row) {
        return new Plan.Planned(
                new ManifestHash(row.text("hash")),
                row.number("users"),
                row.number("held"),
                row.number("foreign"),
                TotalsCodec.read(row),
                row.optionalSmallNumber("chunks").orElse(0));
    }
}
