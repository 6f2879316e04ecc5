package sundown.cli.inventory;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.cli.adopt.DuckDb;
import sundown.edge.Json;
import sundown.edge.PlainText;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

/** What was found: sums, the first of what people are to see by name, and a file with all of that. */
record Findings(DuckDb engine, List<Sum> sums) {
    private static final int FIRST = 10;

    /** Of the entries of one kind of finding. */
    private record Sum(String finding, String words, boolean differs, boolean listed, long entries, long bytes) {}

    static Findings of(DuckDb engine) throws IOException {
        return new Findings(
                engine,
                engine.query(
                        "SELECT * FROM sums",
                        row -> new Sum(
                                row.getString("finding"),
                                row.getString("words"),
                                row.getBoolean("differs"),
                                row.getBoolean("listed"),
                                row.getLong("entries"),
                                row.getLong("bytes"))));
    }

    boolean differ() {
        return sums.stream().anyMatch(Sum::differs);
    }

    /** A line for each kind of finding, and one for each of the first that people are to see. */
    void print(PrintWriter out) throws IOException {
        for (Sum sum : sums) {
            out.println("%s %s: %d entries, %d bytes"
                    .formatted(
                            sum.differs() ? "Difference," : "As expected,", sum.words(), sum.entries(), sum.bytes()));
            if (sum.listed()) {
                engine.query(
                                "SELECT * FROM findings WHERE finding = '" + sum.finding()
                                        + "' ORDER BY object_key, bucket = 'ARCHIVE', version LIMIT " + FIRST,
                                Findings::entry)
                        .forEach(entry -> out.println(line(entry)));
            }
        }
    }

    /** Writes a line of JSON for each entry that people are to see, in no order. */
    void write(Writer file) throws IOException {
        engine.query("SELECT findings.* FROM findings JOIN kinds USING (finding) WHERE listed", row -> {
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
