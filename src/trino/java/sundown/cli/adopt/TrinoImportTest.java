package sundown.cli.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.cli.Sundown;
import sundown.cli.adopt.Import.Result;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.timeline.TimelineDocument;

/** DuckDB and Trino take the same rows of the same files, count the same, and refuse as many for the same reasons. */
class TrinoImportTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path TIMELINE = Path.of("infra/timeline.json");

    @TempDir
    private static Path folder;

    private static TrinoEngine trino;

    private static int databases;

    @BeforeAll
    static void start() throws Exception {
        trino = new TrinoEngine(folder);
    }

    @AfterAll
    static void stop() {
        trino.close();
    }

    /** What an import has taken, counted, and refused. */
    record Outcome(
            Map<Table, Map<JsonNode, Long>> rows, long all, Totals totals, Map<Reason, Long> refused, Map<String, Long> byFile) {}

    private static final String ACCOUNTS_CSV = """
            {"accounts": {
                "files": ["accounts/*"], "format": "csv",
                "columns": {"userId": "id", "region": "country", "chargeId": "charge", "subscriptionId": "renewal",
                  "fee": "fee", "feeCurrency": "currency", "paidAt": "paid", "cancelledAt": "cancelled"},
                "dates": "yyyy-MM-dd HH:mm:ss", "fees": "major", "regions": {"UK": "GB"},
                "currencies": {"EURO": "EUR"}, "absent": ["", "NULL"]},
            """;
    private static final String ITEMS_JSONL = """
            "items": {
                "files": ["items/*"], "format": "jsonl",
                "columns": {"userId": "/owner/id", "itemId": "id", "name": "file", "bytes": "size", "album": "album",
                  "takenAt": "taken", "sha1": "sha1"%s},
                "dates": "epochMilliseconds", %s "layout": "%s"}}
            """;

    @Test
    void agreeOnCsvAndJsonLinesWithEachReason() throws Exception {
        Path export = export("reasons");
        write(export, "accounts/a.csv.gz", Samples.ACCOUNTS);
        write(export, "accounts/b.csv", Samples.MORE_ACCOUNTS);
        write(export, "items/a.jsonl", Samples.ITEMS);
        write(export, "items/b.jsonl.gz", Samples.MORE_ITEMS);
        write(export, "mapping.json", ACCOUNTS_CSV
                + ITEMS_JSONL.formatted("", "\"objectKey\": \"photos/{userId}/{itemId}\",", "user-first/photos/"));

        Outcome outcome = agree(export);

        assertThat(outcome.refused().keySet()).as("a row for each reason").contains(Reason.NOT_JSON);
        System.err.println(outcome.refused() + " " + outcome.totals());
    }

    private static Outcome agree(Path export) throws Exception {
        Outcome duckDb = duckDb(export);
        Outcome outcome = trino(export);
        assertThat(outcome.byFile()).isEqualTo(duckDb.byFile());
        assertThat(outcome.rows()).isEqualTo(duckDb.rows());
        assertThat(outcome).isEqualTo(duckDb);
        return outcome;
    }

    private static Path export(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static void write(Path export, String name, String text) throws IOException {
        write(export, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path export, String name, byte[] bytes) throws IOException {
        Path file = export.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(bytes);
        }
    }

    private static Outcome duckDb(Path export) throws Exception {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Path to = export.resolveSibling(export.getFileName() + "-duckdb");
        int exitCode = Sundown.run(
                out,
                out,
                "import",
                "--mapping=" + export.resolve("mapping.json"),
                "--timeline=" + TIMELINE,
                "--to=" + to,
                "--allow-errors=100%");
        assertThat(exitCode).as(printed.toString()).isZero();
        Map<Table, Map<JsonNode, Long>> rows = new HashMap<>();
        for (Table table : Table.values()) {
            List<String> lines = new ArrayList<>();
            try (Stream<Path> files = Files.list(to.resolve(table.toString()))) {
                for (Path file : files.toList()) {
                    try (BufferedReader reader = new BufferedReader(
                            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    }
                }
            }
            rows.put(table, counted(lines));
        }
        Map<String, Long> byFile;
        try (DuckDb engine = DuckDb.temporary(java.util.Optional.empty())) {
            byFile = engine
                    .query(
                            "SELECT file, \"column\", field, regexp_replace(reason, ', taken from .*', ''), count(*)"
                                    + " FROM read_csv('" + to + "/errors.csv', all_varchar = true) GROUP BY ALL",
                            row -> Map.entry(
                                    String.join(" ", row.getString(1), row.getString(2) == null ? "" : row.getString(2), row.getString(3), row.getString(4)),
                                    row.getLong(5)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        String log = Files.readAllLines(to.resolve("progress.jsonl")).getLast();
        Result result = JSON.treeToValue(JSON.readTree(log).get("written"), Result.class);
        return new Outcome(rows, result.rows(), result.totals(), result.refused(), byFile);
    }

    private static Outcome trino(Path export) throws Exception {
        AthenaImport run = trinoImport(export);
        Result result = run.run();
        Map<Table, Map<JsonNode, Long>> rows = new HashMap<>();
        for (Table table : Table.values()) {
            rows.put(
                    table,
                    counted(run.write(table, new LocalPlace(export.resolve("out/" + table))).stream()
                            .map(List::getFirst)
                            .toList()));
        }
        Map<String, Long> byFile = run.refused().stream()
                .collect(Collectors.toMap(
                        one -> String.join(" ", one.file(), one.column(), one.field(), one.reason()),
                        AthenaImport.Refused::rows));
        return new Outcome(rows, result.rows(), result.totals(), result.refused(), byFile);
    }

    private static AthenaImport trinoImport(Path export) throws Exception {
        Place file = new LocalPlace(export.resolve("mapping.json"));
        Mapping mapping = Mapping.read(file, file.text());
        ImportSql sql = new ImportSql(mapping, TimelineDocument.read(Files.readString(TIMELINE)), 256);
        return new AthenaImport(
                trino.database("import_" + ++databases), sql, mapping.files(file.parent()), "0123456789ab");
    }

    private static Map<JsonNode, Long> counted(List<String> rows) {
        return rows.stream().collect(Collectors.groupingBy(TrinoImportTest::json, Collectors.counting()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException invalid) {
            throw new IllegalStateException(text, invalid);
        }
    }
}
