package sundown.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.digest.Sha256;
import sundown.local.adopt.SampleExport;

/** An import from S3 to S3 does what one of files does. Each file of items has two ranges. */
@ExtendWith(AwsStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportFromS3Test {
    private static final String TIMELINE = "infra/timeline.json";
    private static final int RANGE = 4 << 20;
    private static final String SECOND_RANGE = "(?s).*bytes=" + RANGE + "-";
    private static final String BROKEN = "GET .*items-1.csv" + SECOND_RANGE;
    private static final String ITEMS_0 = "GET .*items-0.csv";
    private static final String ACCOUNTS = "GET /[^?\\n]*accounts.csv";
    private static final String PART = "PUT .*part-";
    private static final Pattern ROWS = Pattern.compile("(accounts|items|claims|delta)/.*|totals.json");

    @TempDir
    private static Path folder;

    private final AwsStack stack;
    private final S3Client s3;
    private final String bucket;

    ImportFromS3Test(AwsStack stack) {
        this.stack = stack;
        this.s3 = stack.clients().s3();
        this.bucket = stack.name("AUDIT_BUCKET") + "-imports";
    }

    @BeforeAll
    void importFiles() throws Exception {
        s3.createBucket(request -> request.bucket(bucket));
        export(0, "day-0");
        export(1, "day-1");
        assertThat(run(arguments(local("day-0"), local("first")))).endsWith("0");
        assertThat(run(arguments(local("day-1"), local("next"), "--since", local("first"))))
                .endsWith("0");
    }

    private void export(int day, String to) throws IOException {
        new SampleExport(2_000, 20_000, day).write(folder.resolve(to));
        for (String name : List.of("mapping.json", "totals.json", "accounts.csv")) {
            put(to + "/" + name, Files.readAllBytes(folder.resolve(to).resolve(name)));
        }
        for (int file = 0; file < 4; file++) {
            String name = to + "/items-" + file + ".csv";
            Files.write(folder.resolve(name), widened(Files.readAllLines(folder.resolve(name))));
            put(name, Files.readAllBytes(folder.resolve(name)));
        }
    }

    /** With a column that is not imported, so that few rows have many bytes. */
    private static List<String> widened(List<String> lines) {
        return lines.stream()
                .map(line -> line + "," + "x".repeat(RANGE / 4_000))
                .toList();
    }

    @Test
    void bringsTheSameRows() throws Exception {
        String mapping = Files.readString(folder.resolve("day-0/mapping.json"));
        put(
                "packed/mapping.json",
                mapping.replace("accounts.csv", "accounts.csv.gz")
                        .replace("items-*", s3("day-0/items-*"))
                        .getBytes(UTF_8));
        put("packed/totals.json", Files.readAllBytes(folder.resolve("day-0/totals.json")));
        put("packed/accounts.csv.gz", packed(Files.readAllBytes(folder.resolve("day-0/accounts.csv"))));

        List<String> first = run(arguments(s3("packed"), s3("imports/1"), "--work", local("work-1")));
        List<String> next =
                run(arguments(s3("day-1"), s3("imports/2"), "--work", local("work-2"), "--since", s3("imports/1")));
        List<String> other = run(arguments(s3("day-1"), s3("imports/1"), "--work", local("work-3")));

        assertThat(first)
                .contains("All rows are written to " + s3("imports/1") + ".")
                .endsWith("0");
        assertThat(rows("imports/1")).isEqualTo(rowsOfFiles("first"));
        assertThat(Files.readString(folder.resolve("work-1/errors.csv"))).contains(s3("packed/accounts.csv.gz"));
        assertThat(next).endsWith("0");
        assertThat(rows("imports/2")).isEqualTo(rowsOfFiles("next")).containsKey("delta/items/part-00001.json.gz");
        assertThat(other)
                .containsExactly("There is another import in " + s3("imports/1") + ": choose another --to.", "2");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** On the way, a connection breaks off in the middle of a range. What is read whole is not read again. */
    @Test
    void goesOnWhereItDied() throws Exception {
        String to = "imports/died";
        String[] arguments = arguments(s3("day-0"), s3(to), "--work", local("died"));
        List<String> requests = new CopyOnWriteArrayList<>();

        assertThat(dyingAt("GET .*items-3.csv" + SECOND_RANGE, requests, arguments))
                .isEqualTo(128 + 9);
        assertThat(requests)
                .anyMatch(request -> matches(request, BROKEN))
                .anyMatch(request -> matches(request, ITEMS_0));
        requests.clear();
        assertThat(dyingAt("PUT .*totals.json", requests, arguments)).isEqualTo(128 + 9);
        assertThat(requests)
                .anyMatch(request -> matches(request, PART))
                .noneMatch(request -> matches(request, ACCOUNTS));
        assertThat(objects(to)).noneMatch(object -> object.key().endsWith("progress.jsonl"));
        requests.clear();
        assertThat(dyingAt("never", requests, arguments)).isZero();

        assertThat(requests)
                .anyMatch(request -> matches(request, "PUT .*progress.jsonl"))
                .noneMatch(request -> matches(request, PART));
        assertThat(rows(to)).isEqualTo(rowsOfFiles("first"));
    }

    private int dyingAt(String death, List<String> requests, String... arguments) throws Exception {
        CompletableFuture<Process> process = new CompletableFuture<>();
        try (Relay relay = Relay.to(CommandLineRun.address(stack), request -> {
            requests.add(request);
            if (matches(request, death)) {
                process.join().destroyForcibly();
                return 0;
            }
            boolean first =
                    requests.stream().filter(sent -> matches(sent, BROKEN)).count() == 1;
            return first && matches(request, BROKEN) ? RANGE / 100 : Relay.ALL;
        })) {
            process.complete(start(relay, arguments));
            return process.join().waitFor();
        }
    }

    @Test
    void endsWhenAnObjectChanges() throws Exception {
        export(0, "changing");
        String changed = "changing/items-2.csv";
        try (Relay relay = Relay.to(CommandLineRun.address(stack), request -> {
            if (matches(request, "GET .*items-2.csv" + SECOND_RANGE)) {
                put(changed, new byte[2 * RANGE]);
            }
            return Relay.ALL;
        })) {
            Process process = start(relay, arguments(s3("changing"), s3("imports/x"), "--work", local("changed")));
            assertThat(process.inputReader().readAllLines()).endsWith(s3(changed) + " changed while it was read.");
            assertThat(process.waitFor()).isEqualTo(2);
        }
        assertThat(objects("imports/x")).isEmpty();
        assertThat(run(arguments(s3("changing"), s3("imports/x"), "--work", local("changed"))))
                .as("another file")
                .contains("An import of other files, or with another mapping, timeline, --chunks or --since, began in "
                        + local("changed") + ": choose another folder.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {s3}/none/mapping.json  | {folder}/x |                   | There is no file {s3}/none/mapping.json.
            {s3}/other/mapping.json | {folder}/x |                   | There is no file {s3}/other/none-*.csv.
            {s3}/day-0/mapping.json | {folder}/x | --since={s3}/none | There is no finished import in {s3}/none.
            {s3}/day-0/mapping.json | {folder}/x | --work={folder}/y | --work is for a --to in S3.
            {s3}/day-0/mapping.json | {s3}/x     | --chunks=256      | A --to in S3 needs --work, a folder on this machine.
            {s3}/day-0/mapping.json | {s3}-no/x  | --work={folder}/x | {s3}-no/x/progress.jsonl cannot be read: The specified bucket does not exist
            {s3}/day-0/mapping.json | s3:///x    | --work={folder}/x | Invalid value for option '--to': s3:///x is not s3://bucket/key. Try
            """)
    void refusesWithOneLine(String mapping, String to, String more, String line) throws Exception {
        String items = Files.readString(folder.resolve("day-0/mapping.json")).replace("items-", "none-");
        put("other/accounts.csv", new byte[1]);
        put("other/mapping.json", items.getBytes(UTF_8));

        List<String> out = run(Stream.of("import", "--timeline", TIMELINE, "--mapping", mapping, "--to", to, more)
                .filter(argument -> argument != null)
                .map(this::named)
                .toArray(String[]::new));

        assertThat(out).hasSize(2).endsWith("2");
        assertThat(out.getFirst()).startsWith(named(line));
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(objects("x")).isEmpty();
    }

    private String named(String text) {
        return text.replace("{s3}", "s3://" + bucket).replace("{folder}", folder.toString());
    }

    private static boolean matches(String request, String pattern) {
        return Pattern.compile(pattern).matcher(request).lookingAt();
    }

    private static Process start(Relay relay, String... arguments) throws IOException {
        return CommandLineRun.processAt(relay.address(), arguments).start();
    }

    private List<String> run(String... arguments) {
        return CommandLineRun.on(stack, arguments);
    }

    private static String[] arguments(String from, String to, String... more) {
        return CommandLineRun.importOf(
                from,
                to,
                Stream.concat(
                                Stream.of("--totals", from + "/totals.json", "--allow-errors", "2%"),
                                Stream.concat(Stream.of("--allow-removals", "100000"), Stream.of(more)))
                        .toArray(String[]::new));
    }

    private static String local(String name) {
        return folder.resolve(name).toString();
    }

    private String s3(String name) {
        return "s3://" + bucket + "/" + name;
    }

    private void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private List<S3Object> objects(String prefix) {
        return s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix + "/"))
                .contents();
    }

    /** The digests of what an import wrote, by name. */
    private Map<String, String> rows(String prefix) {
        Map<String, String> rows = new TreeMap<>();
        for (S3Object object : objects(prefix)) {
            byte[] bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
                    .asByteArray();
            rows.put(
                    object.key().substring(prefix.length() + 1),
                    Sha256.over(bytes).hex());
        }
        return only(rows);
    }

    private static Map<String, String> rowsOfFiles(String name) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Path written = folder.resolve(name);
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rows.put(
                        written.relativize(file).toString(),
                        Sha256.over(Files.readAllBytes(file)).hex());
            }
        }
        return only(rows);
    }

    private static Map<String, String> only(Map<String, String> rows) {
        rows.keySet().removeIf(name -> !ROWS.matcher(name).matches());
        return rows;
    }
}
