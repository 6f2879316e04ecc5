package sundown.cli.inventory;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.cli.adopt.DuckDb;
import sundown.edge.Json;
import sundown.edge.PlainText;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

/** What was found: sums, the first of what people are to see by name, and a file with all of that. */
record Findings(DuckDb engine, Map<Finding, Sum> sums) {
    private static final int FIRST = 10;
    private static final String LISTED = Stream.of(Finding.values())
            .filter(Finding::listed)
            .map(finding -> "'" + finding + "'")
            .collect(Collectors.joining(", "));

    /** Of the entries of one kind of finding. */
    record Sum(long entries, long bytes) {}

    static Findings of(DuckDb engine) throws IOException {
        Map<Finding, Sum> sums = new EnumMap<>(Finding.class);
        engine.query(
                "SELECT finding, count(*), CAST(sum(bytes) AS BIGINT) FROM findings GROUP BY finding",
                row -> sums.put(Finding.valueOf(row.getString(1)), new Sum(row.getLong(2), row.getLong(3))));
        return new Findings(engine, sums);
    }

    boolean differ() {
        return sums.keySet().stream().anyMatch(Finding::differs);
    }

    /** A line for each kind of finding, and one for each of the first that people are to see. */
    void print(PrintWriter out) throws IOException {
        for (Map.Entry<Finding, Sum> sum : sums.entrySet()) {
            Finding finding = sum.getKey();
            out.println("%s %s: %d entries, %d bytes"
                    .formatted(
                            finding.differs() ? "Difference," : "As expected,",
                            finding.words(),
                            sum.getValue().entries(),
                            sum.getValue().bytes()));
            if (finding.listed()) {
                first(finding).forEach(entry -> out.println(line(entry)));
            }
        }
    }

    private List<BucketEntry> first(Finding finding) throws IOException {
        return engine.query(
                "SELECT * FROM findings WHERE finding = '" + finding
                        + "' ORDER BY object_key, bucket = 'ARCHIVE', version LIMIT " + FIRST,
                Findings::entry);
    }

    /** Writes a line of JSON for each entry that people are to see, in no order. */
    void write(Writer file) throws IOException {
        engine.query("SELECT * FROM findings WHERE finding IN (" + LISTED + ")", row -> {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("finding", row.getString("finding"));
            members.put("entry", Json.read(entry(row).write()));
            try {
                file.write(Json.write(members) + "\n");
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            return null;
        });
    }

    private static BucketEntry entry(ResultSet row) throws SQLException {
        return new BucketEntry(
                PurgedBucket.valueOf(row.getString("bucket")),
                new ObjectKey(row.getString("object_key")),
                new VersionId(row.getString("version")),
                BucketEntry.Kind.valueOf(row.getString("kind")),
                row.getLong("bytes"),
                Optional.empty(),
                row.getBoolean("shared"));
    }

    private static String line(BucketEntry entry) {
        return "  %s %s, %s %s, %d bytes"
                .formatted(
                        entry.bucket(),
                        PlainText.of(entry.key().value()),
                        entry.kind(),
                        PlainText.of(entry.version().value()),
                        entry.bytes());
    }
}
