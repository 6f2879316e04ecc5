package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.PaidThrough;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.edge.Json;
import sundown.report.RecordedOutcome;

/** Ten accounts and three items each: accounts are CSV, items JSON Lines. */
class ImportTest {
    private static final String MAPPING = """
            {
              "accounts": {
                "files": ["accounts.csv"],
                "format": "csv",
                "columns": {
                  "userId": "id", "region": "country", "chargeId": "charge", "subscriptionId": "renewal",
                  "fee": "fee", "feeCurrency": "currency", "paidAt": "paid", "cancelledAt": "cancelled",
                  "paidThrough": "service", "paymentMethod": "method", "refundableUntil": "until",
                  "paidByAnother": "family"
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
                  "userId": "/owner/id", "itemId": "id", "name": "file", "bytes": "size", "albums": "albums",
                  "takenAt": "taken", "takenAtOffset": "offset", "sha1": "sha1", "groupWith": "photo",
                  "private": "hidden", "deletedAt": "trashed", "sharedBy": "from"
                },
                "dates": "epochMilliseconds",
                "objectKey": "photos/{userId}/{itemId}",
                "layout": "user-first/photos/"
              }
            }
            """;
    private static final String HEADER =
            "id,country,charge,renewal,fee,currency,paid,cancelled,service,method,until,family,note\n";
    private static final String SHA1 = "A".repeat(40);

    @TempDir
    private Path folder;

    private final List<String> accounts = new ArrayList<>();
    private final List<String> items = new ArrayList<>();

    @BeforeEach
    void export() {
        accounts.add("u0,IN,ch_0,sub_0,\"1,299.00\",INR,2026-01-02 03:04:05,NULL,,,,,\"two\nlines\"");
        accounts.add("u1,UK,ch_1,,12.5,EURO,2026-01-02 03:04:05,2026-02-03 00:00:00,,,,,");
        accounts.add("u2,CN,NULL,,0.00,EUR,,,,,,,");
        IntStream.range(3, 10).forEach(number -> accounts.add("u" + number + ",in,,,,,,,,,,,"));
        for (int number = 0; number < 30; number++) {
            items.add("""
                    {"id":"i%d","owner":{"id":"u%d"},"file":"Été %d.jpg","size":%d,"taken":1767323045000,"albums":null}
                    """.formatted(number, number % 10, number, number * 100).strip());
        }
    }

    @Test
    void writesRowsAsDynamoDbImportsThem() throws Exception {
        items.set(
                10,
                items.get(10)
                        .replace("null", "[\"Trip\",null,\"Sea; sand\",\"\",\"Trip\"]")
                        .replace("}}", "}")
                        .replace(
                                "\"size\"",
                                "\"sha1\":\"" + SHA1
                                        + "\",\"offset\":\"+05:30\",\"photo\":\"i20\",\"hidden\":true,\"trashed\":1767323046000,"
                                        + "\"from\":\"Asha\",\"size\""));

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
                        "{\"Item\":{\"albums\":{\"SS\":[\"Sea; sand\",\"Trip\"]},\"bytes\":{\"N\":\"1000\"},"
                                + "\"deletedAt\":{\"N\":\"1767323046\"},\"groupWith\":{\"S\":\"i20\"},"
                                + "\"itemId\":{\"S\":\"i10\"},\"name\":{\"S\":\"Été 10.jpg\"},\"objectKey\":{\"S\":\"photos/u0/i10\"},"
                                + "\"private\":{\"BOOL\":true},\"sha1\":{\"S\":\"" + SHA1.toLowerCase(Locale.ROOT)
                                + "\"},\"sharedBy\":{\"S\":\"Asha\"},\"takenAt\":{\"N\":\"1767323045\"},"
                                + "\"takenAtOffset\":{\"S\":\"+05:30\"},\"userId\":{\"S\":\"u0\"}}}");
        assertThat(run.out())
                .containsSubsequence(
                        "10 accounts, 2 of them members, 1 of exempt regions, 0 without items",
                        "  CN 1",
                        "  GB 1",
                        "  IN 8",
                        "Fees: 12.50 EUR",
                        "Fees: 1299.00 INR",
                        "30 items of 43,500 bytes, 3 in the largest gallery",
                        "0 claims on 0 objects that several users share, or that lie outside their user's folder",
                        "0 of 40 rows are refused",
                        "All rows are written to " + folder.resolve("out") + ".");
        assertThat(outcome().outcome()).isEqualTo("pass");
        assertThat(outcome().found()).containsExactly("No row is refused.");
        assertThat(outcome().figures())
                .containsEntry("accounts", BigDecimal.TEN)
                .containsEntry("items", BigDecimal.valueOf(30))
                .containsEntry("refused", BigDecimal.ZERO);
    }

    @Test
    void writesWhereAFeeWasPaidAsTheStoreReadsIt() throws Exception {
        accounts.set(3, "u3,IN,GPA.1-2,t.3,9.99,EUR,2026-01-02 03:04:05,,google-play,,2026-05-02 03:04:05,false,");
        accounts.set(4, "u4,BR,ch_4,,9.99,EUR,2026-01-02 03:04:05,,stripe,pix,,,");
        accounts.set(5, "u5,IN,apple-5,,9.99,EUR,2026-01-02 03:04:05,,apple,,,,");
        accounts.set(6, "u6,IN,,,,,,,,,,TRUE,");

        assertThat(run().exitCode()).isZero();

        assertThat(read("u3").membership().orElseThrow().through()).isEqualTo(PaidThrough.GOOGLE_PLAY);
        assertThat(read("u3").membership().orElseThrow().refundableUntil())
                .contains(Instant.parse("2026-05-02T03:04:05Z"));
        assertThat(read("u3").paidByAnother()).isFalse();
        assertThat(read("u4").membership().orElseThrow().refundableUntil())
                .contains(Instant.parse("2026-04-02T03:04:05Z"));
        assertThat(read("u5").membership().orElseThrow().through()).isEqualTo(PaidThrough.APPLE);
        assertThat(read("u6").paidByAnother()).isTrue();
        assertThat(read("u0").membership().orElseThrow().through()).isEqualTo(PaidThrough.STRIPE);
    }

    private Account read(String user) throws IOException {
        String row = rows("out/accounts").stream()
                .filter(line -> line.contains("\"" + user + "\""))
                .findFirst()
                .orElseThrow();
        return DynamoAccountStore.read(Json.read(row).path("Item").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> value(field.getValue()))));
    }

    private static AttributeValue value(JsonNode typed) {
        return typed.has("BOOL")
                ? AttributeValue.fromBool(typed.path("BOOL").booleanValue())
                : typed.has("N")
                        ? AttributeValue.fromN(typed.path("N").textValue())
                        : AttributeValue.fromS(typed.path("S").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            u3,Atlantis,,,,,,,,,,, | region: is not a region of ISO 3166-1, and the mapping's regions do not have it
            u3,,,,,,,,,,,, | region: is missing
            u/3,IN,,,,,,,,,,, | userId: is not 1 to 128 letters, digits, - _ and ., or begins with a dot
            u3,IN,ch_3,,9.99,EUR,,,,,,, | paidAt: is missing
            u3,IN,ch_3,,9.99,EUR,2026-02-30 03:04,,,,,, | paidAt: is not a date from 1800 to 9999 in the mapping's form
            u3,IN,ch_3,,9.999,EUR,2026-01-02 03:04:05,,,,,, | fee: is not an amount of its currency
            u3,IN,ch_3,,9.99,XAU,2026-01-02 03:04:05,,,,,, | feeCurrency: is not a currency of ISO 4217, and the mapping's currencies do not have it
            u3,IN,ch 3,,9.99,EUR,2026-01-02 03:04:05,,,,,, | chargeId: is not 1 to 255 letters, digits, - _ and .
            u3,IN,,sub_3,,,,,,,,, | subscriptionId: is there, and the charge is missing
            u3,IN,,,9.99,EUR,,,,,,, | fee: is there, and the charge is missing
            u3,IN,ch_3,,9.99,EUR,2026-01-02 03:04:05,,paypal,,,, | paidThrough: is none of stripe, google-play, apple, carrier and other
            u3,IN,,,,,,,apple,,,,    | paidThrough: is there, and the charge is missing
            u3,IN,ch_3,,9.99,EUR,2026-01-02 03:04:05,,,cheque,,, | paymentMethod: is no payment method of docs/adopt.md
            u3,IN,ch_3,sub_3,9.99,EUR,2026-01-02 03:04:05,,carrier,,,, | subscriptionId: is there, and Sundown ends no subscription at the service that paidThrough names
            u3,IN,ch_3,,9.99,EUR,2026-01-02 03:04:05,,,,soon,, | refundableUntil: is not a date from 1800 to 9999 in the mapping's form
            u3,IN,ch_3,,9.99,EUR,2026-01-02 03:04:05,,,,2026-01-02 03:04:04,, | refundableUntil: is before paidAt
            u3,IN,,,,,,,,,,maybe,    | paidByAnother: is neither true nor false
            u3,IN                    | row: has more or fewer cells than the line of column names
            """)
    void refusesAnAccount(String row, String why) throws Exception {
        accounts.set(3, row);

        CommandLineRun run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).endsWith("More rows are refused than --allow-errors 0 allows.", "Nothing is written.");
        assertThat(errors()).contains("accounts.csv:6 " + why).hasSize(4); // and its three items
        assertThat(outcome().outcome()).isEqualTo("fail");
        assertThat(outcome().found()).first().isEqualTo("More rows are refused than --allow-errors 0 allows.");
        assertThat(folder.resolve("out/accounts")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"i3"                                           | row: is not a JSON object
            ["i3"]                                               | row: is not a JSON object
            {"id":"i3","owner":{"id":"u3"},"file":"a, }","size":1,} | row: is not a JSON object
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":NaN} | row: is not a JSON object
            {"id":"i3","owner":{"id":"u3"},"size":1}             | name: is missing
            {"id":"i3","owner":{"id":"u3"},"file":"a"}           | bytes: is missing
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":-1} | bytes: is not a number of bytes
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1.5} | bytes: is not a number of bytes
            {"id":"i/3","owner":{"id":"u3"},"file":"a","size":1} | itemId: is not 1 to 128 letters, digits, - _ and .
            {"id":"i3","owner":{"id":"u3"},"file":["a"],"size":1} | name: is not a text, a number, or true or false
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"taken":99999999999999999} | takenAt: is not a date from 1800 to 9999 in the mapping's form
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"sha1":"abc"} | sha1: is not 40 hexadecimal digits
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"offset":"CEST"} | takenAtOffset: is not an offset as +02:00, to 18:00, or Z
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"offset":"+18:01"} | takenAtOffset: is not an offset as +02:00, to 18:00, or Z
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"offset":7200} | takenAtOffset: is not an offset as +02:00, to 18:00, or Z
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"photo":"a/b"} | groupWith: is not 1 to 128 letters, digits, - _ and .
            {"id":"i3","owner":{"id":"u3"},"file":"a","size":1,"photo":"i3"} | groupWith: is the id of the row itself, not that of the photo
            {"id":"i3","owner":{"id":"u3"},"file":"a\\ud800","size":1} | name: has half of a character, a surrogate without its pair
            {"id":"i3","owner":{"id":"u3"},"file":"a","albums":"\\udc00b","size":1} | albums: has half of a character, a surrogate without its pair
            {"id":"i3","owner":{"id":"u3"},"file":"a","albums":["a","\\udc00b"],"size":1} | albums: has half of a character, a surrogate without its pair
            {"id":"i3","owner":{"id":"u3"},"file":"a","albums":["a",1],"size":1} | albums: is neither a text nor an array of texts
            {"id":"i3","owner":{"id":"u3"},"file":"a","albums":["a",["b"]],"size":1} | albums: is neither a text nor an array of texts
            {"id":"i3","owner":{"id":"u3"},"file":"a","albums":{"a":"b"},"size":1} | albums: is neither a text nor an array of texts
            {"id":"i3","owner":{"id":"u3"},"file":"a","hidden":"perhaps","size":1} | private: is neither true nor false
            {"id":"i3","owner":{"id":"u3"},"file":"a","hidden":["true"],"size":1} | private: is not a text, a number, or true or false
            {"id":"i3","owner":{"id":"u3"},"file":"a","trashed":"soon","size":1} | deletedAt: is not a date from 1800 to 9999 in the mapping's form
            {"id":"i3","owner":{"id":"nobody"},"file":"a","size":1} | userId: has no account that was taken
            """)
    void refusesAnItem(String row, String why) throws Exception {
        items.set(3, row);

        assertThat(run().exitCode()).isEqualTo(1);
        assertThat(errors()).containsExactly("items-1.jsonl:4 " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Trip"                          | ["Trip"]
            "[2019] Trip"                   | ["[2019] Trip"]
            ["Trip", "Été", "Trip"]         | ["Trip","Été"]
            ["a; b", "a, \\"b\\"", "[c]"]   | ["[c]","a, \\"b\\"","a; b"]
            12.5                            | ["12.5"]
            ["", null]                      |
            []                              |
            "NULL"                          | ["NULL"]
            """)
    void takesTheAlbumsOfAnItem(String albums, String taken) throws Exception {
        items.set(3, items.get(3).replace("null", albums));

        assertThat(run().exitCode()).isZero();
        assertThat(rows("out/items"))
                .filteredOn(row -> row.contains("\"i3\""))
                .singleElement()
                .asString()
                .startsWith(
                        taken == null
                                ? "{\"Item\":{\"bytes\""
                                : "{\"Item\":{\"albums\":{\"SS\":" + taken + "},\"bytes\"");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "\"T\", true", "false, false", "0, false", "\"f\", false", "null, false"})
    void takesWhetherAnItemIsPrivate(String hidden, boolean taken) throws Exception {
        items.replaceAll(row -> row.replace("\"size\"", "\"hidden\":" + hidden + ",\"size\""));

        assertThat(run().exitCode()).isZero();
        assertThat(rows("out/items"))
                .hasSize(30)
                .allMatch(row -> taken == row.contains(",\"private\":{\"BOOL\":true},\"takenAt\""));
    }

    /** In CSV, what begins with a bracket is an array of JSON. */
    @Test
    void takesAlbumsOfCsv() throws Exception {
        write();
        Files.writeString(folder.resolve("items.csv"), """
                owner,id,file,size,albums
                u0,a,a.jpg,1,Trip
                u0,b,b.jpg,1,"[""Trip"",""Sea, sand""]"
                u0,c,c.jpg,1,
                u0,d,d.jpg,1,"a \"\"b\"\" c"
                u0,e,e.jpg,1,[2019] Trip
                u0,f,f.jpg,1,%s
                u0,g,g.jpg,1,"[""%s""]"
                """.formatted("x".repeat(1_025), "x\"\",\"\"".repeat(5_000)));
        Files.writeString(
                folder.resolve("mapping.json"),
                MAPPING.replace("items-*.jsonl", "items.csv")
                        .replace("jsonl", "csv")
                        .replace("/owner/id", "owner")
                        .replaceFirst(",\\s*\"takenAt\"(?s:.*)\"from\"", ""));

        assertThat(importTo("out", "--allow-errors", "3").exitCode()).isZero();
        assertThat(rows("out/items"))
                .extracting(row -> row.replaceFirst(".*\"SS\":(.*?)}.*", "$1"))
                .contains("[\"Trip\"]", "[\"Sea, sand\",\"Trip\"]", "[\"a \\\"b\\\" c\"]")
                .hasSize(4);
        assertThat(errors())
                .containsExactly(
                        "items.csv:6 albums: is neither a text nor an array of texts",
                        "items.csv:7 albums: is too long",
                        "items.csv:8 albums: is too long");
    }

    /** The row that is refused names the object of an item of another user, in the folder of that user. */
    @ParameterizedTest
    @ValueSource(strings = {"\"file\":[\"a\"]", "\"taken\":\"soon\",\"file\":\"a\"", "\"file\":{},\"albums\":[]"})
    void keepsTheClaimOfARowWhoseOtherFieldsCannotBeRead(String fields) throws Exception {
        items.removeIf(row -> row.contains("\"u3\""));
        items.replaceAll(row -> row.replace("\"size\"", "\"key\":\"photos/u4/i4\",\"size\""));
        items.add("{\"id\":\"i3\",\"owner\":{\"id\":\"u3\"},\"size\":1,\"key\":\"photos/u4/i4\"," + fields + "}");
        write();
        Files.writeString(
                folder.resolve("mapping.json"),
                MAPPING.replace("\"objectKey\": \"photos/{userId}/{itemId}\",", "")
                        .replace("\"takenAt\"", "\"objectKey\": \"key\", \"takenAt\""));

        assertThat(importTo("out", "--allow-errors", "1").exitCode()).isZero();
        assertThat(rows("out/claims"))
                .contains("{\"Item\":{\"objectKey\":{\"S\":\"photos/u4/i4\"},\"userId\":{\"S\":\"u3\"}}}");
    }

    @Test
    void takesTheFirstOfTwoByFileAndValue() throws Exception {
        items.add(items.get(3).replace("Été", "Other"));
        accounts.add("u3,BR,,,,,,,,,,,");

        CommandLineRun run = run("--allow-errors", "5%");

        assertThat(run.exitCode()).isZero();
        assertThat(errors())
                .containsExactlyInAnyOrder(
                        "accounts.csv:6 userId: is there twice, taken from " + folder + "/accounts.csv, line 13",
                        "items-2.jsonl:24 itemId: is there twice, taken from " + folder + "/items-1.jsonl, line 4");
        assertThat(rows("out/items")).hasSize(30).noneMatch(row -> row.contains("Other"));
        assertThat(run.out()).contains("2 of 42 rows are refused; each is in " + folder + "/out/errors.csv:");
    }

    @Test
    void goesOnWithAHigherThreshold() throws Exception {
        items.set(3, "{}");
        assertThat(run("--allow-errors", "2%").exitCode()).isEqualTo(1);

        assertThat(importTo("out", "--allow-errors", "1").exitCode()).isZero();

        assertThat(rows("out/items")).hasSize(29);
        assertThat(outcome().outcome()).isEqualTo("warn");
        assertThat(outcome().found()).containsExactly("1 rows are refused: something is missing.");
        assertThat(importTo("out").out())
                .as("once written, it stays")
                .endsWith("All rows are written to " + folder + "/out.");
    }

    @Test
    void refusesOtherFilesInAFolder() throws Exception {
        assertThat(run().exitCode()).isZero();
        items.removeLast();

        CommandLineRun other = run();

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.error()).singleElement().asString().contains("choose another folder");
    }

    @Test
    void comparesControlTotals() throws Exception {
        Path right = Files.writeString(
                folder.resolve("right.json"),
                "{\"accounts\":10,\"accountsByRegion\":{\"CN\":1,\"GB\":1,\"IN\":8},\"bytes\":43500}");
        Path wrong =
                Files.writeString(folder.resolve("wrong.json"), "{\"items\":31,\"fees\":{\"EUR\":1250,\"JPY\":7}}");

        CommandLineRun differs = run("--totals", wrong.toString());

        assertThat(differs.exitCode()).isEqualTo(1);
        assertThat(differs.out())
                .containsSubsequence(
                        "Control total items: 31 were expected, and 30 are there.",
                        "Control total fees INR: 0 were expected, and 129900 are there.",
                        "Control total fees JPY: 7 were expected, and 0 are there.",
                        "Nothing is written.");
        assertThat(importTo("out", "--totals", right.toString()).exitCode()).isZero();
        assertThat(importTo("out", "--totals", folder.resolve("out/totals.json").toString())
                        .exitCode())
                .as("they have the form of what it writes")
                .isZero();
    }

    @Test
    void writesWhatDiffersFromTheImportBefore() throws Exception {
        run();
        items.set(3, items.get(3).replace("Été", "Renamed"));
        items.add(items.get(4).replace("\"i4\"", "\"i31\""));
        String removed = items.remove(5);
        write();

        String since = folder.resolve("out").toString();
        CommandLineRun refused = importTo("next", "--since", since);
        CommandLineRun run = importTo("next", "--since", since, "--allow-removals", "1");

        assertThat(removed).contains("\"i5\"");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("More rows are removed than --allow-removals 0 allows.");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Accounts: 0 added, 0 changed, 0 removed", "Items: 1 added, 1 changed, 1 removed");
        assertThat(rows("next/delta/accounts")).isEmpty();
        assertThat(rows("next/delta/items"))
                .hasSize(3)
                .anyMatch(row -> row.startsWith("{\"Item\":") && row.contains("i31") && !row.contains("Was"))
                .anyMatch(row -> row.startsWith("{\"Was\":{")
                        && row.contains("Été 3")
                        && row.contains(",\"Item\":{")
                        && row.contains("Renamed 3"))
                .anyMatch(row -> row.startsWith("{\"Was\":{") && row.contains("i5") && !row.contains("Item\":"));
        assertThat(rows("next/items")).hasSize(30);
    }

    @Test
    void refusesOtherChunksAndGroupsThanThoseOfTheImportBefore() throws Exception {
        run();
        String since = folder.resolve("out").toString();
        String timeline = Files.readString(Path.of("infra/timeline.json"));
        Path later = Files.writeString(folder.resolve("later.json"), timeline.replace("2023-07-31", "2023-08-31"));
        Path other = Files.writeString(folder.resolve("other.json"), timeline.replace("\"BR\", ", ""));

        CommandLineRun chunks = importTo("chunks", "--since", since, "--chunks", "16");
        CommandLineRun groups = importTo("groups", "--since", since, "--timeline", other.toString());
        CommandLineRun dates = importTo("dates", "--since", since, "--timeline", later.toString());

        assertThat(chunks.exitCode()).isEqualTo(2);
        assertThat(chunks.error())
                .containsExactly("The number of chunks is 16, and that of the import in " + since
                        + " is 256: it cannot change.");
        assertThat(groups.exitCode()).isEqualTo(2);
        assertThat(groups.error())
                .singleElement()
                .asString()
                .startsWith("The list of regions by group is ")
                .contains("2 [CO, EG, MX, PE, TR]", "2 [BR, CO, EG, MX, PE, TR]", "exempt [CN]", "3 every other");
        assertThat(dates.exitCode()).as("dates may move").isZero();
    }

    @Test
    void takesTheBucketOfAnItemFromItsRow() throws Exception {
        List<String> buckets = List.of("mine", "old-scans", "unknown");
        for (int item = 0; item < buckets.size(); item++) {
            items.set(item, items.get(item).replace("\"taken\"", "\"bucket\":\"" + buckets.get(item) + "\",\"taken\""));
        }
        run();
        Files.writeString(
                folder.resolve("mapping.json"),
                MAPPING.replace("\"takenAt\"", "\"bucket\": \"bucket\", \"takenAt\"")
                        .replace("\"objectKey\"", "\"bucket\": \"mine\", \"objectKey\"")
                        .replace("user-first/photos/", "user-first/photos/ by-rows/s3://old-scans/"));

        assertThat(importTo("several", "--allow-errors", "1").exitCode()).isZero();
        assertThat(rows("several/items"))
                .hasSize(29)
                .anyMatch(row -> row.contains("{\"S\":\"photos/u0/i0\"}"))
                .anyMatch(row -> row.contains("{\"S\":\"s3://old-scans/photos/u1/i1\"}"));
        assertThat(Files.readString(folder.resolve("several/errors.csv")))
                .contains("\"bucket\",\"is neither the mapping's bucket nor one of its layout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format": "csv"     | "format": "xml"        | mapping.json: accounts.format is not valid.
            "fees": "major",    | "fee": "major",        | mapping.json: accounts.fee is not known.
            "files": ["accounts | "flies": ["accounts    | mapping.json: files are missing.
            "region": "country" | "region": "land"       | accounts.csv has no column land.
            "region": "country",|                        | mapping.json: the columns of accounts do not name that of region.
            accounts.csv        | missing.csv            | missing.csv.
            {userId}            | {group}                | mapping.json: the objectKey of items is made of {userId} and {itemId} alone.
            "user-first/photos/" | "by-users/"           | mapping.json: a gallery is group-first or by-rows without a prefix, or user-first.
            "user-first/photos/" | null                  | mapping.json: items have no layout: group-first/, user-first/<prefix>, or by-rows/.
            "size",             | "size"                 | mapping.json: line 21 is not JSON.
            """)
    void refusesAMappingWithOneLine(String from, String to, String line) throws Exception {
        run();
        Files.writeString(folder.resolve("mapping.json"), MAPPING.replace(from, to == null ? "" : to));

        CommandLineRun refused = importTo("other");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.error()).singleElement().asString().endsWith(line);
    }

    @Test
    void refusesAMappingThatIsNotThere() {
        CommandLineRun refused = importTo("out");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error()).containsExactly("There is no file " + folder.resolve("mapping.json") + ".");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoCsv() throws Exception {
        accounts.add("u11,\"IN");

        CommandLineRun refused = run();

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error().getLast()).contains("accounts.csv cannot be read from line 14 on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a,"})
    void refusesALineOfColumnNamesThatIsTooLong(String cell) throws Exception {
        write();
        Files.writeString(folder.resolve("accounts.csv"), cell.repeat(32 << 20));

        CommandLineRun refused = importTo("out");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error().getLast()).contains("accounts.csv");
        assertThat(refused.error()).noneMatch(line -> line.contains("OutOfMemory") || line.startsWith("\tat "));
    }

    /** It is far longer than memory would hold of each row, and the rows around it are read. */
    @Test
    void refusesACellOf16Megabytes() throws Exception {
        accounts.set(3, "u3,IN,ch_3,,9.99,EUR,2026-01-02 03:04:05,,,,,," + "x".repeat(16 << 20));
        accounts.set(4, "u4,IN," + "c".repeat(16 << 20) + ",,9.99,EUR,2026-01-02 03:04:05,,,,,,");
        items.set(3, items.get(3).replace("Été", "x".repeat(16 << 20)));
        items.removeIf(item -> item.contains("\"u4\""));

        assertThat(run("--allow-errors", "2").exitCode()).isZero();
        assertThat(errors())
                .containsExactly(
                        "accounts.csv:7 chargeId: is not 1 to 255 letters, digits, - _ and .",
                        "items-1.jsonl:4 row: is too long");
        assertThat(rows("out/accounts")).hasSize(9).anyMatch(row -> row.contains("ch_3"));
    }

    /** What is missing at its end would be missing in Sundown. */
    @Test
    void refusesAPackedFileThatIsCutOff() throws Exception {
        write();
        Files.writeString(folder.resolve("mapping.json"), MAPPING.replace("accounts.csv", "accounts.csv.gz"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(folder.resolve("accounts.csv")));
        }
        byte[] whole = packed.toByteArray();
        Path file = folder.resolve("accounts.csv.gz");
        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            CommandLineRun refused = importTo("out-" + length);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.error().getLast()).isEqualTo(file + " is no whole gzip file: get it again.");
            assertThat(folder.resolve("out-" + length + "/accounts")).doesNotExist();
        }
        Files.write(file, whole);
        assertThat(importTo("out").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04Z,             1767323040",
        "2026-01-02T03:04:05.999+05:30, 1767303245",
        "1969-12-31T23:59:59.5Z,        -1",
        "2026-01-02T24:00Z,             ",
        "2026-01-02T03:04:05+25:00,     ",
        "2026-01-02T03:04:05,           ",
    })
    void readsDatesOfIso8601(String date, Long seconds) throws Exception {
        items.replaceAll(row -> row.replace("1767323045000", "\"" + date + "\""));
        write();
        Files.writeString(folder.resolve("mapping.json"), MAPPING.replace("epochMilliseconds", "iso"));

        assertThat(importTo("out", "--allow-errors", "30").exitCode()).isZero();
        assertThat(rows("out/items"))
                .hasSize(seconds == null ? 0 : 30)
                .allMatch(row -> row.contains("\"takenAt\":{\"N\":\"" + seconds + "\"}"));
    }

    /** A row's line is its number in the file. */
    @Test
    void readsParquet() throws Exception {
        items.set(3, items.get(3).replace("\"size\":300", "\"size\":-1"));
        items.set(4, items.get(4).replace("null", "[\"Trip\",\"Sea\"]"));
        items.add(items.getFirst());
        run("--allow-errors", "2");
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            for (int number = 1; number <= 2; number++) {
                statement.execute("""
                        COPY (SELECT owner.id AS owner, id, file, CAST(size AS BIGINT) AS size, epoch_ms(taken) AS taken,
                            CAST(albums AS VARCHAR[]) AS albums
                          FROM read_json('%s/items-%d.jsonl', format = 'newline_delimited'))
                        TO '%s/items-%d.parquet' (FORMAT parquet)
                        """.formatted(folder, number, folder, number));
            }
        }
        Files.writeString(
                folder.resolve("mapping.json"),
                MAPPING.replace("jsonl", "parquet")
                        .replace("/owner/id", "owner")
                        .replaceFirst(", \"takenAtOffset\"(?s:.*)\"from\"", "")
                        .replace("epochMilliseconds", "yyyy-MM-dd HH:mm:ss"));

        CommandLineRun run = importTo("parquet", "--allow-errors", "2");

        assertThat(run.exitCode()).as(run.out() + " " + run.error()).isZero();
        assertThat(rows("parquet/items")).containsExactlyInAnyOrderElementsOf(rows("out/items"));
        assertThat(Files.readAllLines(folder.resolve("parquet/errors.csv")))
                .anyMatch(line -> line.contains("items-1.parquet\",4,\"size\",\"bytes\",\"is not a number of bytes"))
                .anyMatch(line -> line.contains("items-2.parquet\",24,\"id\",\"itemId\",\"is there twice, taken from "
                        + folder + "/items-1.parquet, line 1"));
        Files.writeString(
                folder.resolve("mapping.json"),
                Files.readString(folder.resolve("mapping.json")).replace("\"size\"", "\"length\""));
        assertThat(importTo("other").error())
                .containsExactly(folder.resolve("items-1.parquet") + " has no column length.");
    }

    @Test
    void countsKeysThatXmlHasNoFormFor() throws Exception {
        items.replaceAll(row -> row.replace("\"size\"", "\"key\":\"photos/u3/\\u001b[31m\",\"size\""));
        write();
        Files.writeString(
                folder.resolve("mapping.json"),
                MAPPING.replace("\"objectKey\": \"photos/{userId}/{itemId}\",", "")
                        .replace("\"takenAt\"", "\"objectKey\": \"key\", \"takenAt\""));

        assertThat(importTo("out").out())
                .contains("30 keys have characters that XML has no form for: tools that list S3 may fail at them");
        assertThat(outcome().found()).anyMatch(found -> found.startsWith("30 keys"));
    }

    /** What can be recorded of it. */
    private RecordedOutcome outcome() throws IOException {
        return RecordedOutcome.read(Files.readString(folder.resolve("out/outcome.json")));
    }

    @Test
    void namesTheColumnOfWhatItRefuses() throws Exception {
        accounts.set(3, "u3,Atlantis,,,,,,,,,,,");
        accounts.set(4, "u4,IN");
        items.set(5, items.get(5).replace("\"u5\"", "\"nobody\""));

        run();

        assertThat(Files.readAllLines(folder.resolve("out/errors.csv")))
                .startsWith("\"file\",line,\"column\",\"field\",\"reason\"")
                .anyMatch(line -> line.contains("accounts.csv\",6,\"country\",\"region\",\"is not a region"))
                .anyMatch(line -> line.contains("accounts.csv\",7,\"\",\"row\",\"has more or fewer cells"))
                .anyMatch(line -> line.contains("items-1.jsonl\",6,\"/owner/id\",\"userId\",\"has no account"));
    }

    /** Lines of the file of errors, without the folder and the column: file:line field: reason. */
    private List<String> errors() throws IOException {
        return Files.readAllLines(folder.resolve("out/errors.csv")).stream()
                .skip(1)
                .map(line -> line.replaceFirst(
                        "\"" + folder + "/(.*?)\",(\\d+),\".*?\",\"(\\w+)\",\"(.*)\"", "$1:$2 $3: $4"))
                .toList();
    }

    private CommandLineRun run(String... more) throws IOException {
        write();
        return importTo("out", more);
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("mapping.json"), MAPPING);
        Files.writeString(folder.resolve("accounts.csv"), HEADER + String.join("\n", accounts) + "\n");
        Files.writeString(folder.resolve("items-1.jsonl"), String.join("\n", items.subList(0, 7)) + "\n\n");
        Files.writeString(folder.resolve("items-2.jsonl"), String.join("\r\n", items.subList(7, items.size())));
    }

    private CommandLineRun importTo(String out, String... more) {
        return CommandLineRun.importing(folder, out, more);
    }

    private List<String> rows(String name) throws IOException {
        return ImportedRows.of(folder.resolve(name));
    }
}
