package sundown.aws.dynamodb;

import sundown.purge.ManifestHash;
import sundown.purge.Plan;
import sundown.purge.PlanId;

/** A plan of a purge within a row. */
final class PlanCodec {
    private PlanCodec() {}

    static RowWriter write(RowWriter row, Plan plan) {
        return row.text("planId", plan.id().value())
                .text("manifest", plan.manifest().hex())
                .operator("plannedBy", plan.plannedBy())
                .instant("plannedAt", plan.at())
                .number("users", plan.users())
                .number("objects", plan.objects())
                .number("bytes", plan.bytes())
                .number("timelineVersion", plan.timelineVersion())
                .number("holdChanges", plan.holdChanges())
                .number("chunks", plan.chunks());
    }

    static Plan read(Row row) {
        return new Plan(
                new PlanId(row.text("planId")),
                new ManifestHash(row.text("manifest")),
                row.operator("plannedBy"),
                row.instant("plannedAt"),
                row.number("users"),
                row.number("objects"),
                row.number("bytes"),
                row.smallNumber("timelineVersion"),
                row.number("holdChanges"),
                row.optionalSmallNumber("chunks").orElse(0));
    }
}
