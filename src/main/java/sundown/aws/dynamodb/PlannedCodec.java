package sundown.aws.dynamodb;

import sundown.purge.ManifestHash;
import sundown.purge.PurgePlan;
import sundown.purge.Totals;

/** What was planned, in a plan's row. */
final class PlannedCodec {
    private PlannedCodec() {}

    static RowWriter write(PurgePlan.Planned planned) {
        return new RowWriter()
                .text("hash", planned.hash().hex())
                .number("users", planned.users())
                .number("held", planned.held())
                .number("foreign", planned.foreign())
                .number("versions", planned.totals().versions())
                .number("markers", planned.totals().markers())
                .number("uploads", planned.totals().uploads())
                .number("bytes", planned.totals().bytes());
    }

    static PurgePlan.Planned read(Row row) {
        return new PurgePlan.Planned(
                new ManifestHash(row.text("hash")),
                row.number("users"),
                row.number("held"),
                row.number("foreign"),
                new Totals(row.number("versions"), row.number("markers"), row.number("uploads"), row.number("bytes")));
    }
}
