package sundown.cli.inventory;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.cli.adopt.DuckDb;
import sundown.edge.PlainText;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

/** What was found: sums, the first of what people are to see by name, and a file with all of that. */
record Findings(DuckDb engine) {
    private static final int FIRST = 10;
    private static final String LISTED = "SELECT findings.* FROM findings JOIN kinds USING (finding) WHERE listed";

    boolean differ() throws IOException {
        return engine.query("SELECT differs FROM sums", row -> row.getBoolean(1))
                .contains(true);
    }

    /** A line for each kind of finding, and one for each of the first that people are to see. */
    void print(PrintWriter out) throws IOException {
        List<Map.Entry<String, String>> sums = engine.query(
                "SELECT finding, differs, words, entries, bytes FROM sums",
                row -> Map.entry(
                        row.getString(1),
                        "%s %s: %d entries, %d bytes"
                                .formatted(
                                        row.getBoolean(2) ? "Difference," : "As expected,",
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getLong(5))));
        for (Map.Entry<String, String> sum : sums) {
            out.println(sum.getValue());
            engine.query(
                            LISTED + " AND finding = " + DuckDb.text(sum.getKey())
                                    + " ORDER BY object_key, bucket = 'ARCHIVE', version LIMIT " + FIRST,
                            Findings::entry)
                    .forEach(entry -> out.println("  %s %s, %s %s, %d bytes"
                            .formatted(
                                    entry.bucket(),
                                    PlainText.of(entry.key().value()),
                                    entry.kind(),
                                    PlainText.of(entry.version().value()),
                                    entry.bytes())));
        }
    }

    /** Writes a line of JSON for each entry that people are to see, in no order. */
    void write(Writer file) throws IOException {
        engine.query(LISTED, row -> {
            try {
                file.write("{\"finding\":\"%s\",\"entry\":%s}%n"
                        .formatted(row.getString("finding"), entry(row).write()));
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
}
