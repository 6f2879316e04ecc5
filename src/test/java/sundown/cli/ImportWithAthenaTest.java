package sundown.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * What {@code --engine athena} asks Athena for, and does with its answers. A server in Athena's place has answers by
 * the first words of a statement; that the statements find what DuckDB finds is tested on Trino.
 */
@ExtendWith(AwsStackExtension.class)
class ImportWithAthenaTest {
    private static final String MAPPING = """
            {
              "accounts": {"files": ["accounts/*.csv"], "format": "csv", "columns": {"userId": "user", "region": "land"}},
              "items": {"files": ["items/*.jsonl"], "format": "jsonl", "objectKey": "photos/{userId}/{itemId}",
                "columns": {"userId": "user", "itemId": "id", "name": "name", "bytes": "size"},
                "layout": "user-first/photos/"}
            }
            """;

    private static final Pattern MACRO =
            Pattern.compile("\\b(epoch\\w+|iso|minor_units|no_formula|whole|is_object|member_\\w+"
                    + "|path_of|cell|quoted|is_utf8|exported_\\w+)\\(");

    @TempDir
    private Path folder;

    private final S3Client s3;
    private final AwsStack stack;
    private final String bucket;

    private final List<JsonNode> started = new ArrayList<>();
    private final Map<String, List<List<String>>> answers = new LinkedHashMap<>();
    private LoopbackServer athena;
    private String failing = "none";
    private int polls;

    ImportWithAthenaTest(AwsStack stack) {
        this.stack = stack;
        this.s3 = stack.clients().s3();
        this.bucket = stack.name("AUDIT_BUCKET") + "-athena";
    }

    @BeforeEach
    void export() {
        s3.createBucket(request -> request.bucket(bucket));
        objects()
                .forEach(
                        key -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
        put("export/mapping.json", MAPPING);
        put("export/accounts/a.csv", "note,land,user\n,IN,u1\n");
        put("export/items/a.jsonl", "{}\n");
        answers.put(
                "SELECT name, part, number FROM counted",
                List.of(
                        List.of("name", "part", "number"),
                        List.of("rows", "", "5"),
                        List.of("accounts", "", "2"),
                        List.of("accountsByRegion", "IN", "2"),
                        List.of("items", "", "3"),
                        List.of("bytes", "", "30")));
        athena = LoopbackServer.serving(this::answer);
        System.setProperty("aws.endpointUrlAthena", athena.address().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrlAthena");
        athena.close();
    }

    private Reply answer(Request request) throws IOException {
        JsonNode asked = request.json();
        int number = asked.path("QueryExecutionId").asInt();
        return switch (request.header("X-Amz-Target").orElseThrow()) {
            case "AmazonAthena.StartQueryExecution" -> {
                started.add(asked);
                yield Reply.json(200, Map.of("QueryExecutionId", Integer.toString(started.size() - 1)));
            }
            case "AmazonAthena.GetQueryExecution" -> {
                boolean runs = polls++ % 2 == 0;
                String state = runs ? "RUNNING" : statement(number).startsWith(failing) ? "FAILED" : "SUCCEEDED";
                yield Reply.json(
                        200,
                        Map.of(
                                "QueryExecution",
                                Map.of(
                                        "QueryExecutionId",
                                        Integer.toString(number),
                                        "StatementType",
                                        statement(number).startsWith("SHOW") ? "UTILITY" : "DML",
                                        "Status",
                                        Map.of("State", state, "StateChangeReason", "Query exhausted resources"))));
            }
            case "AmazonAthena.GetQueryResults" -> {
                List<Map<String, Object>> rows = answers.entrySet().stream()
                        .filter(answer -> statement(number).startsWith(answer.getKey()))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(List.of())
                        .stream()
                        .map(row -> Map.<String, Object>of(
                                "Data",
                                row.stream()
                                        .map(cell -> Map.of("VarCharValue", cell))
                                        .toList()))
                        .toList();
                yield Reply.json(200, Map.of("ResultSet", Map.of("Rows", rows)));
            }
            default -> Reply.empty(400);
        };
    }

    private String statement(int number) {
        return started.get(number).path("QueryString").asText();
    }

    private Stream<String> statements() {
        return started.stream().map(asked -> asked.path("QueryString").asText());
    }

    @Test
    void writesTheRowsFromBucketToBucket() throws Exception {
        List<String> out = run("--work-group", "imports", "--output", "s3://" + bucket + "/results");

        assertThat(out)
                .contains("2 accounts, 0 of them members, 0 of exempt regions, 0 without items", "  IN 2")
                .endsWith("All rows are written to s3://" + bucket + "/imports/1.", "0");
        assertThat(started).allSatisfy(asked -> {
            assertThat(asked.at("/QueryExecutionContext/Database").asText()).isEqualTo("sundown_1");
            assertThat(asked.path("WorkGroup").asText()).isEqualTo("imports");
            assertThat(asked.at("/ResultConfiguration/OutputLocation").asText())
                    .isEqualTo("s3://" + bucket + "/results/");
        });
        assertThat(statements().map(statement -> statement.replaceFirst("(?s)^((\\w+ ){1,4}).*", "$1")))
                .containsSubsequence(
                        "SHOW ",
                        "CREATE OR REPLACE VIEW ",
                        "CREATE EXTERNAL TABLE accounts_lines ",
                        "CREATE TABLE checked_accounts ",
                        "CREATE TABLE checked_items ");
        assertThat(statements().filter(statement -> statement.startsWith("CREATE EXTERNAL TABLE accounts_lines")))
                .containsExactly("CREATE EXTERNAL TABLE accounts_lines (text STRING, rest STRING)\nLOCATION 's3://"
                        + bucket + "/export/accounts/'\nTBLPROPERTIES ('skip.header.line.count' = '1')");
        assertThat(statements().filter(statement -> statement.startsWith("CREATE OR REPLACE VIEW exported_accounts")))
                .as("the places of columns are those of the file's first line")
                .singleElement()
                .asString()
                .contains("(0, 's3://" + bucket
                        + "/export/accounts/a.csv', ARRAY[3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 3)");
        assertThat(statements().filter(statement -> statement.startsWith("UNLOAD")))
                .containsExactly(unload("accounts"), unload("items"), unload("claims"));
        assertThat(statements())
                .noneMatch(statement -> statement.endsWith(";") || statement.contains("--"))
                .as("functions that Athena does not have are replaced")
                .noneMatch(statement -> MACRO.matcher(statement).find());
        assertThat(objects()).contains("imports/1/totals.json", "imports/1/outcome.json");
        assertThat(Files.readString(folder.resolve("work/outcome.json"))).contains("\"outcome\":\"pass\"");
    }

    private String unload(String table) {
        return "UNLOAD (SELECT json FROM " + table + "_rows) TO 's3://" + bucket + "/imports/1/" + table
                + "/' WITH (format = 'TEXTFILE', compression = 'GZIP')";
    }

    @Test
    void writesNothingWhileMoreIsRefusedOrCountedDifferentlyThanAllowed() throws Exception {
        answers.put("SELECT split_part", List.of(List.of("_col0", "_col1"), List.of("MISSING", "1")));
        answers.put(
                "SELECT file, \"column\"",
                List.of(List.of("file"), List.of("s3://x/a \"b\".csv", "user", "userId", "is missing", "1")));
        Path totals = Files.writeString(folder.resolve("totals.json"), "{\"items\": 4}");

        assertThat(run("--totals", totals.toString()))
                .endsWith(
                        "More rows are refused than --allow-errors 0 allows.",
                        "Control total items: 4 were expected, and 3 are there.",
                        "Nothing is written.",
                        "1");
        assertThat(Files.readAllLines(folder.resolve("work/errors.csv")))
                .containsExactly(
                        "\"file\",\"column\",\"field\",\"reason\",\"rows\"",
                        "\"s3://x/a \"\"b\"\".csv\",\"user\",\"userId\",\"is missing\",\"1\"");
        assertThat(statements()).noneMatch(statement -> statement.startsWith("UNLOAD"));
        assertThat(objects()).noneMatch(key -> key.startsWith("imports/"));
        assertThat(run("--allow-errors", "20%")).endsWith("0");
    }

    @Test
    void goesOnInItsOwnDatabaseAlone() throws Exception {
        failing = "CREATE TABLE claims";
        assertThat(run())
                .filteredOn(line -> line.startsWith("Athena"))
                .singleElement()
                .asString()
                .startsWith("Athena did not run \"CREATE TABLE claims AS")
                .contains("Query exhausted resources");
        List<List<String>> made = statements()
                .filter(statement -> statement.matches("(?s)CREATE (OR|EXT|TABLE c|TABLE [^c]).*"))
                .map(statement -> List.of(
                        statement.replaceFirst("(?s)CREATE (?:OR REPLACE VIEW|EXTERNAL TABLE|TABLE) (\\w+).*", "$1")))
                .filter(name -> !name.equals(List.of("claims")))
                .toList();
        failing = "none";
        started.clear();
        answers.put("SHOW TABLES", made);

        assertThat(run()).endsWith("0");
        assertThat(statements().filter(statement -> statement.startsWith("CREATE TABLE")))
                .singleElement()
                .asString()
                .startsWith("CREATE TABLE claims AS");
        put("export/items/a.jsonl", "{\"other\":1}\n");
        assertThat(run("--to", "s3://" + bucket + "/imports/2"))
                .containsExactly("The database has tables of something else: choose another --database.", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --engine=presto         |                     |        | --engine is duckdb or athena.
            --database=Import-1     |                     |        | --database is small letters, digits, and _, and begins with a letter.
            --output=/tmp           |                     |        | --output is not in S3.
            --apply=sundown         |                     |        | --since and --apply are for --engine duckdb.
            --since=s3://b/1        |                     |        | --since and --apply are for --engine duckdb.
            --engine=duckdb         |                     |        | --database, --work-group, and --output are for --engine athena.
            --chunks=256            | "format": "jsonl"   | "format": "parquet" | Athena imports CSV and JSON Lines, and items are Parquet.
            --chunks=256            | "objectKey"         | "dates": "d MMM yyyy", "objectKey" | Athena reads no dates of items in the form d MMM yyyy.
            --chunks=256            | accounts/*.csv      | accounts/a.csv", "other/b.csv | Athena reads whole folders, and {s3}/export/other/b.csv is not in {s3}/export/accounts.
            --chunks=256            | items/*.jsonl       | packed/*.gz | {s3}/export/packed/c.jsonl.gz is no whole gzip file: get it again.
            --chunks=256            | items/*.jsonl       | items/a.jsonl | Athena reads whole folders, and the files of items do not have {s3}/export/items/b.jsonl.
            """)
    void refusesWithOneLine(String option, String part, String other, String line) throws Exception {
        put("export/items/b.jsonl", "{}\n");
        put("export/other/b.csv", "user,land\n");
        put("export/packed/c.jsonl.gz", "");
        if (part != null) {
            put("export/mapping.json", MAPPING.replace(part, other));
        }

        assertThat(run(option)).containsExactly(line.replace("{s3}", "s3://" + bucket), "2");
        assertThat(started).isEmpty();
    }

    @Test
    void leavesWhatIsInTheFolderOfTheRows() throws Exception {
        put("imports/1/items/x", "");

        assertThat(run())
                .containsExactly("There is something in s3://" + bucket + "/imports/1: choose another --to.", "2");
    }

    private List<String> run(String... more) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("--engine", "athena");
        arguments.put("--database", "sundown_1");
        arguments.put("--mapping", "s3://" + bucket + "/export/mapping.json");
        arguments.put("--timeline", "infra/timeline.json");
        arguments.put("--to", "s3://" + bucket + "/imports/1");
        arguments.put("--work", folder.resolve("work").toString());
        for (int at = 0; at < more.length; at++) {
            String[] named = more[at].split("=", 2);
            arguments.put(named[0], named.length == 2 ? named[1] : more[++at]);
        }
        return CommandLineRun.on(
                stack,
                Stream.concat(
                                Stream.of("import"),
                                arguments.entrySet().stream()
                                        .map(argument -> argument.getKey() + "=" + argument.getValue()))
                        .toArray(String[]::new));
    }

    private void put(String key, String text) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(text.getBytes(UTF_8)));
    }

    private List<String> objects() {
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
