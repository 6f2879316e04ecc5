package sundown.cli.adopt;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.trino.plugin.hive.HivePlugin;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import io.trino.testing.StandaloneQueryRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trino in this process, over files of a folder, as Athena runs it over objects of a bucket. It has Athena's own
 * statements for external tables, which are those of Hive.
 */
final class TrinoEngine implements AutoCloseable {
    private static final Pattern EXTERNAL = Pattern.compile(
            "(?s)CREATE EXTERNAL TABLE (\\w+) \\(text STRING, rest STRING\\)\\s+LOCATION ('[^']+')(.*)");
    private static final String HEADER = "TBLPROPERTIES ('skip.header.line.count' = '1')";

    private final Path folder;
    private final QueryRunner runner;

    TrinoEngine(Path folder) throws Exception {
        this.folder = folder;
        this.runner = new StandaloneQueryRunner(testSessionBuilder()
                .setCatalog("hive")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .build());
        runner.installPlugin(new HivePlugin());
        runner.createCatalog(
                "hive",
                "hive",
                Map.of(
                        "hive.metastore", "file",
                        "hive.metastore.catalog.dir", "local:///metastore",
                        "hive.storage-format", "PARQUET",
                        "hive.security", "allow-all",
                        "fs.local.enabled", "true",
                        "local.location", folder.toString()));
    }

    /** A new database in which statements run. */
    AthenaImport.Engine database(String name) {
        runner.execute("CREATE SCHEMA " + name);
        return new AthenaImport.Engine() {
            @Override
            public void run(String statement) {
                query(statement);
            }

            @Override
            public List<List<String>> query(String query) {
                return TrinoEngine.this.run(name, trino(query));
            }
        };
    }

    private List<List<String>> run(String database, String statement) {
        return runner
                .execute(
                        io.trino.Session.builder(runner.getDefaultSession())
                                .setSchema(database)
                                .build(),
                        statement)
                .getMaterializedRows()
                .stream()
                .map(MaterializedRow::getFields)
                .map(row ->
                        row.stream().map(value -> Objects.toString(value, null)).toList())
                .toList();
    }

    private String trino(String statement) {
        String local = statement.replace("l.\"$path\"", "replace(l.\"$path\", 'local:///', '" + folder + "/')");
        Matcher external = EXTERNAL.matcher(local);
        if (external.matches()) {
            String header = external.group(3).isBlank() ? "" : ", skip_header_line_count = 1";
            if (!header.isEmpty() && !external.group(3).strip().equals(HEADER)) {
                throw new IllegalArgumentException("Trino has no such table: " + statement);
            }
            return "CREATE TABLE %s (text VARCHAR, rest VARCHAR) WITH (external_location = %s, format = 'TEXTFILE'%s)"
                    .formatted(external.group(1), external.group(2).replace(folder + "/", "local:///"), header);
        }
        return local;
    }

    @Override
    public void close() {
        runner.close();
    }
}
