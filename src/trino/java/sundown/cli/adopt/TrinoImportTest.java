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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.cli.Sundown;
import sundown.cli.adopt.Import.Result;
import sundown.cli.adopt.ImportFolder.Begun;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.local.adopt.SampleExport;
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
            Map<Table, Map<JsonNode, Long>> rows,
            long all,
            Totals totals,
            Map<Reason, Long> refused,
            Map<String, Long> byFile) {}

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
                "columns": {"userId": "/owner/id", "itemId": "id", "name": "file", "bytes": "size", "albums": "albums",
                  "takenAt": "taken", "takenAtOffset": "offset", "sha1": "sha1", "groupWith": "photo",
                  "private": "hidden", "deletedAt": "trashed", "sharedBy": "from"%s},
                "dates": "epochMilliseconds", %s "layout": "%s"}}
            """;

    private static final String MAPPING = """
            {"accounts": {"files": ["accounts/*"], "format": "jsonl",
               "columns": {"userId": "/a~1b/0/~0x", "region": "r", "chargeId": "c", "fee": "f", "feeCurrency": "u",
                 "paidAt": "p"},
               "dates": "iso"},
             "items": {"files": ["items/*"], "format": "csv", "delimiter": ";",
               "columns": {"userId": "user", "itemId": "item", "name": "name", "bytes": "bytes", "bucket": "bucket",
                 "objectKey": "key", "takenAt": "taken", "albums": "albums"},
               "bucket": "mine", "dates": "%s", "layout": "%s"}}
            """;

    @Test
    void agreeOnEachReason() throws Exception {
        Path export = export("reasons");
        write(export, "accounts/a.csv.gz", Samples.ACCOUNTS);
        write(export, "accounts/b.csv", Samples.MORE_ACCOUNTS);
        write(export, "items/a.jsonl", Samples.ITEMS);
        write(export, "items/b.jsonl.gz", Samples.MORE_ITEMS);
        write(
                export,
                "mapping.json",
                ACCOUNTS_CSV
                        + ITEMS_JSONL.formatted(
                                "", "\"objectKey\": \"photos/{userId}/{itemId}\",", "user-first/photos/"));

        Outcome outcome = agree(export);

        assertThat(outcome.refused().keySet())
                .as("a row is refused for each reason that needs no keys of their own")
                .containsAll(EnumSet.complementOf(
                        EnumSet.of(Reason.NOT_READ, Reason.NOT_A_KEY, Reason.NOT_A_BUCKET, Reason.NOT_DELETABLE)));
    }

    @ParameterizedTest
    @CsvSource({
        "group-first/,                                        iso",
        "user-first/photos/,                                  epochSeconds",
        "by-rows/,                                            yyyyMMdd",
        "user-first/photos/ by-rows/s3://old-scans/ group-first/s3://other.bucket/, uuuu-MM-dd'T'HH:mm",
    })
    void agreeOnKeysAndClaims(String layout, String dates) throws Exception {
        Path export = export(layout.replaceAll("[^a-z]", ""));
        write(export, "accounts/a.jsonl", Samples.OWNERS);
        write(export, "items/a.csv", Samples.KEYS);
        write(export, "items/b.csv.gz", Samples.DATES);
        write(export, "mapping.json", MAPPING.formatted(dates, layout));

        Outcome outcome = agree(export);

        assertThat(outcome.refused().keySet()).contains(Reason.NOT_A_KEY, Reason.NOT_A_BUCKET);
        assertThat(outcome.totals().claims()).isPositive();
    }

    @Test
    void agreeOnTheSampleCloud() throws Exception {
        Path export = export("cloud");
        SampleExport.Expected expected = new SampleExport(2_000, 20_000, 0).write(export);
        Files.createDirectories(export.resolve("items"));
        for (int file = 0; file < 4; file++) {
            Files.move(export.resolve("items-" + file + ".csv"), export.resolve("items/items-" + file + ".csv"));
        }
        Files.createDirectories(export.resolve("accounts"));
        Files.move(export.resolve("accounts.csv"), export.resolve("accounts/accounts.csv"));
        String mapping = Files.readString(export.resolve("mapping.json"));
        write(
                export,
                "mapping.json",
                mapping.replace("accounts.csv", "accounts/accounts.csv").replace("items-*", "items/items-*"));

        Outcome outcome = agree(export);

        assertThat(outcome.totals().items()).isEqualTo(expected.items());
        assertThat(outcome.totals().claims()).isPositive();
    }

    /** DuckDB reads the first of these files. */
    @ParameterizedTest
    @ValueSource(strings = {"a,IN,\"two\nlines\"\n", "a,IN,\"b\"c\n", "a,IN,\u0001\n", "\u00ff"})
    void endsWhereAFileCannotBeRead(String rows) throws Exception {
        Path export = export("unreadable" + databases);
        write(export, "accounts/a.csv", ("user,country,note\n" + rows).getBytes(StandardCharsets.ISO_8859_1));
        write(export, "items/a.jsonl", "{}\n");
        write(export, "mapping.json", """
                {"accounts": {"files": ["accounts/a.csv"], "format": "csv", "columns": {"userId": "user", "region": "country"}},
                 "items": {"files": ["items/a.jsonl"], "format": "jsonl", "layout": "user-first/", "columns":
                   {"userId": "u", "itemId": "i", "name": "n", "bytes": "b", "objectKey": "k"}}}
                """);

        assertThatThrownBy(() -> trino(export))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(export.resolve("accounts/a.csv") + " cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, -1})
    void endsWhereAPackedFileIsCutOff(int length) throws Exception {
        Path export = sample("cut" + databases);
        write(export, "accounts/b.jsonl.gz", Samples.OWNERS);
        Path packed = export.resolve("accounts/b.jsonl.gz");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));

        assertThatThrownBy(() -> trino(export)).hasMessageContaining("b.jsonl.gz");
    }

    @Test
    void goesOnWithTheFirstStatementWhoseTableIsMissing() throws Exception {
        Path export = sample("died");
        AthenaImport.Engine engine = trino.database("died");
        List<String> ran = new ArrayList<>();
        AthenaImport.Engine dies = watched(engine, statement -> {
            if (statement.startsWith("CREATE TABLE claims")) {
                throw new UncheckedIOException(new IOException("The connection broke off."));
            }
        });

        assertThatThrownBy(() -> trinoImport(export, dies, 256).run()).isInstanceOf(UncheckedIOException.class);
        Result goesOn = trinoImport(export, watched(engine, ran::add), 256).run();

        assertThat(ran)
                .filteredOn(statement -> statement.startsWith("CREATE TABLE"))
                .singleElement()
                .asString()
                .startsWith("CREATE TABLE claims");
        assertThat(goesOn).isEqualTo(trinoImport(export).run());
        assertThatThrownBy(() -> trinoImport(export, engine, 16).run())
                .hasMessage("The database has tables of something else: choose another --database.");
    }

    private static AthenaImport.Engine watched(AthenaImport.Engine engine, Consumer<String> watcher) {
        return new AthenaImport.Engine() {
            @Override
            public void run(String statement) throws IOException {
                watcher.accept(statement);
                engine.run(statement);
            }

            @Override
            public List<List<String>> query(String query) throws IOException {
                return engine.query(query);
            }
        };
    }

    private static Path sample(String name) throws IOException {
        Path export = export(name);
        write(export, "accounts/a.jsonl", Samples.OWNERS);
        write(export, "items/a.csv", Samples.KEYS);
        write(export, "mapping.json", MAPPING.formatted("iso", "user-first/photos/"));
        return export;
    }

    private static Outcome agree(Path export) throws Exception {
        Outcome duckDb = duckDb(export);
        Outcome outcome = trino(export);
        SoftAssertions.assertSoftly(both -> {
            for (Table table : Table.values()) {
                both.assertThat(outcome.rows().get(table).entrySet())
                        .as("rows of " + table)
                        .containsExactlyInAnyOrderElementsOf(
                                duckDb.rows().get(table).entrySet());
            }
            both.assertThat(outcome.byFile().entrySet())
                    .as("reasons by file")
                    .containsExactlyInAnyOrderElementsOf(duckDb.byFile().entrySet());
            both.assertThat(outcome.totals()).isEqualTo(duckDb.totals());
            both.assertThat(outcome.refused()).isEqualTo(duckDb.refused());
            both.assertThat(outcome.all()).isEqualTo(duckDb.all());
        });
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
                    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    }
                }
            }
            rows.put(table, counted(lines));
        }
        Map<String, Long> byFile =
                refused(to.resolve("errors.csv"), "regexp_replace(reason, ', taken from .*', '')", "count(*)");
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
                    counted(run.engine().query("SELECT json FROM " + table + "_rows").stream()
                            .map(List::getFirst)
                            .toList()));
        }
        Path errors = Files.writeString(export.resolve("errors.csv"), run.errors());
        Map<String, Long> byFile = refused(errors, "reason", "sum(CAST(\"rows\" AS BIGINT))");
        return new Outcome(rows, result.rows(), result.totals(), result.refused(), byFile);
    }

    private static AthenaImport trinoImport(Path export) throws Exception {
        return trinoImport(export, trino.database("import_" + ++databases), 256);
    }

    private static AthenaImport trinoImport(Path export, AthenaImport.Engine engine, int chunks) throws Exception {
        Place file = new LocalPlace(export.resolve("mapping.json"));
        Mapping mapping = Mapping.read(file, file.text());
        String timeline = Files.readString(TIMELINE);
        Map<Table, List<Source>> files = mapping.files(file.parent());
        return new AthenaImport(
                engine,
                new ImportSql(mapping, TimelineDocument.read(timeline), chunks),
                files,
                Begun.of(files, file.text(), mapping, timeline, chunks, Optional.empty()));
    }

    /** How many rows each file of errors has, by file, column, field, and reason. */
    private static Map<String, Long> refused(Path errors, String reason, String count) throws IOException {
        try (DuckDb engine = DuckDb.temporary(Optional.empty())) {
            return engine
                    .query(
                            "SELECT concat_ws(' | ', file, \"column\", field, " + reason + "), CAST(" + count
                                    + " AS BIGINT)" + " FROM read_csv('" + errors
                                    + "', all_varchar = true, header = true) GROUP BY 1",
                            row -> Map.entry(row.getString(1), row.getLong(2)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
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
