package sundown.aws.dynamodb;

import sundown.purge.Totals;

/** How totals are written: {@code versions}, {@code markers}, {@code uploads}, {@code bytes}, and {@code shared}. */
final class TotalsCodec {
    private TotalsCodec() {}

    /** Rows of galleries without shared objects are as version 1.1 wrote them. */
    static RowWriter write(RowWriter row, Totals totals) {
        RowWriter written = row.number("versions", totals.versions())
                .number("markers", totals.markers())
                .number("uploads", totals.uploads())
                .number("bytes", totals.bytes());
        return totals.shared() == 0 ? written : written.number("shared", totals.shared());
    }

    static Totals read(Row row) {
        return new Totals(
                row.number("versions"),
                row.number("markers"),
                row.number("uploads"),
                row.number("bytes"),
                row.optionalNumber("shared").orElse(0L));
    }
}
