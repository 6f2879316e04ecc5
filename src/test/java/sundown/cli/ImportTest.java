package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten accounts and three items each: accounts are CSV, items JSON Lines. */
class ImportTest {
    private static final String MAPPING = """
            {
              "accounts": {
                "files": ["accounts.csv"],
                "format": "csv",
                "columns": {
                  "userId": "id", "region": "country", "chargeId": "charge", "subscriptionId": "renewal",
                  "fee": "fee", "feeCurrency": "currency", "paidAt": "paid", "cancelledAt": "cancelled"
                },
                "dates": "yyyy-MM-dd HH:mm:ss",
                "fees": "major",
                "regions": {"UK": "GB"},
                "currencies": {"EURO": "EUR"},
                "absent": ["", "NULL"]
              },
              "items": {
                "files": ["items-*.jsonl"],
                "format": "jsonl",
                "columns": {
                  "userId": "/owner/id", "itemId": "id", "name": "file", "bytes": "size", "album": "album",
                  "takenAt": "taken", "sha1": "sha1"
                },
                "dates": "epochMilliseconds",
                "objectKey": "photos/{userId}/{itemId}"
              }
            }
            """;
    private static final String HEADER = "id,country,charge,renewal,fee,currency,paid,cancelled,note\n";
    private static final String SHA1 = "A".repeat(40);

    @TempDir
    private Path folder;

    private final List<String> accounts = new ArrayList<>();
    private final List<String> items = new ArrayList<>();

    @BeforeEach
    void export() {
        accounts.add("u0,IN,ch_0,sub_0,\"1,299.00\",INR,2026-01-02 03:04:05,NULL,\"two\nlines\"");
        accounts.add("u1,UK,ch_1,,12.5,EURO,2026-01-02 03:04:05,2026-02-03 00:00:00,");
        accounts.add("u2,CN,NULL,,0.00,EUR,,,");
        IntStream.range(3, 10).forEach(number -> accounts.add("u" + number + ",in,,,,,,,"));
        for (int number = 0; number < 30; number++) {
            items.add("""
                    {"id":"i%d","owner":{"id":"u%d"},"file":"Été %d.jpg","size":%d,"taken":1767323045000,"album":null}
                    """.formatted(number, number % 10, number, number * 100).strip());
        }
    }

    @Test
    void writesRowsAsDynamoDbImportsThem() throws Exception {
        items.set(
                10,
                items.get(10)
                        .replace("null", "\"Trip\"")
                        .replace("}}", "}")
                        .replace("\"size\"", "\"sha1\":\"" + SHA1 + "\",\"size\""));

        CommandLineRun run = run();

        assertThat(run.error()).noneMatch(line -> line.contains("Exception"));
        assertThat(run.exitCode()).isZero();
        assertThat(rows("out/accounts"))
                .hasSize(10)
                .contains(
                        "{\"Item\":{\"chargeId\":{\"S\":\"ch_0\"},\"feeCurrency\":{\"S\":\"INR\"},"
                                + "\"feeMinorUnits\":{\"N\":\"129900\"},\"groupShard\":{\"S\":\"1#224\"},"
                                + "\"paidAt\":{\"N\":\"1767323045\"},\"region\":{\"S\":\"IN\"},"
                                + "\"subscriptionId\":{\"S\":\"sub_0\"},\"userId\":{\"S\":\"u0\"}}}",
                        "{\"Item\":{\"region\":{\"S\":\"CN\"},\"userId\":{\"S\":\"u2\"}}}");
        assertThat(rows("out/items"))
                .hasSize(30)
                .contains(
                        "{\"Item\":{\"bytes\":{\"N\":\"0\"},\"itemId\":{\"S\":\"i0\"},\"name\":{\"S\":\"Été 0.jpg\"},"
                                + "\"objectKey\":{\"S\":\"photos/u0/i0\"},\"takenAt\":{\"N\":\"1767323045\"},"
                                + "\"userId\":{\"S\":\"u0\"}}}",
                        "{\"Item\":{\"album\":{\"S\":\"Trip\"},\"bytes\":{\"N\":\"1000\"},\"itemId\":{\"S\":\"i10\"},"
                                + "\"name\":{\"S\":\"Été 10.jpg\"},\"objectKey\":{\"S\":\"photos/u0/i10\"},"
                                + "\"sha1\":{\"S\":\"" + SHA1.toLowerCase(java.util.Locale.ROOT)
                                + "\"},\"takenAt\":{\"N\":\"1767323045\"},\"userId\":{\"S\":\"u0\"}}}");
        assertThat(run.out())
                .containsSubsequence(
                        "10 accounts, 2 of them members, 1 of exempt regions, 0 without items",
                        "  CN 1",
                        "  GB 1",
                        "  IN 8",
                        "Fees: 12.50 EUR",
                        "Fees: 1299.00 INR",
                        "30 items of 43,500 bytes, 3 in the largest gallery",
                        "0 of 40 rows are refused",
                        "All rows are written to " + folder.resolve("out") + ".");
    }

    private CommandLineRun run(String... more) throws IOException {
        Files.writeString(folder.resolve("mapping.json"), MAPPING);
        Files.writeString(folder.resolve("accounts.csv"), HEADER + String.join("\n", accounts) + "\n");
        Files.writeString(folder.resolve("items-1.jsonl"), String.join("\n", items.subList(0, 7)) + "\n\n");
        Files.writeString(folder.resolve("items-2.jsonl"), String.join("\r\n", items.subList(7, items.size())));
        return importTo("out", more);
    }

    private CommandLineRun importTo(String out, String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of(
                                "import",
                                "--mapping",
                                folder.resolve("mapping.json").toString(),
                                "--to",
                                folder.resolve(out).toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private List<String> rows(String name) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
                    new String(packed.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(rows::add);
                }
            }
        }
        return rows;
    }
}
