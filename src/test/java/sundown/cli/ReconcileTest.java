package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcileTest {
    private static final String LEDGER_HEADER =
            "charge,user,group,state,paid_through,amount_minor_units,currency,since,refund,reason,resolved_by,note\r\n";
    private static final String STRIPE_HEADER = "id,Charge ID,Amount,Currency,Status,Created (UTC)\n";

    @TempDir
    private Path folder;

    @Test
    void endsWithZeroWhenNothingDiffers() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + row("ch_1", "SUCCEEDED", 129_900, "INR"));
        Path stripe = export("re_1,ch_1,\"1,299.00\",inr,succeeded,2026-11-25 10:00:00\n");

        CommandLineRun run = reconcile(ledger, stripe);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "Total: 1299.00 INR in the ledger, 1299.00 INR at Stripe",
                        "Nothing differs. 1 rows of the ledger and 1 refunds at Stripe were compared.");
    }

    @Test
    void printsALineForEachDifferenceAndTheTotalsAndEndsWithOne() throws Exception {
        Path ledger = write(
                "ledger.csv",
                LEDGER_HEADER
                        + row("ch_1", "SUCCEEDED", 1_250, "EUR")
                        + row("ch_2", "SUCCEEDED", 500, "JPY")
                        + row("ch_3", "MANUAL", 3_500, "KWD"));
        Path stripe = export("""
                        re_1,ch_1,12.50,EUR,Failed,2026-11-25
                        re_2,ch_2,500,JPY,succeeded,2026-11-25
                        re_4,ch_4,3.500,KWD,succeeded,2026-11-26
                        """);

        CommandLineRun run = reconcile(ledger, stripe);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsExactly(
                        "Another status: in the ledger ch_1 SUCCEEDED 12.50 EUR,"
                                + " at Stripe re_1 of ch_1, FAILED 12.50 EUR, created 2026-11-25",
                        "For information, with people: in the ledger ch_3 MANUAL 3.500 KWD, at Stripe nothing",
                        "At Stripe and not in the ledger: re_4 of ch_4, SUCCEEDED 3.500 KWD, created 2026-11-26",
                        "Total: 12.50 EUR in the ledger, 0.00 EUR at Stripe",
                        "Total: 500 JPY in the ledger, 500 JPY at Stripe",
                        "Total: 0.000 KWD in the ledger, 3.500 KWD at Stripe",
                        "2 differences. 3 rows of the ledger and 3 refunds at Stripe were compared.");
    }

    @Test
    void readsTheColumnsInAnyOrderAndCaseAndIgnoresOthers() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + row("ch_1", "PENDING", 1_250, "EUR") + "\n");
        Path stripe = write(
                "refunds.csv",
                String.join(
                        "\r\n",
                        "\uFEFFSTATUS,created,Converted Amount,charge_id,currency,AMOUNT,ID",
                        "Requires_Action,\"25 Nov, 2026\",99.99,ch_1,Eur,12.5,re_1"));

        assertThat(reconcile(ledger, stripe).exitCode()).isZero();
    }

    @Test
    void readsTheLedgerFromSeveralFilesOrAFolder() throws Exception {
        Path states = Files.createDirectory(folder.resolve("states"));
        Path one = write("states/PENDING-1.csv", LEDGER_HEADER);
        Path other = write("states/SUCCEEDED-1.csv", LEDGER_HEADER + row("ch_1", "SUCCEEDED", 1_250, "EUR"));
        write("states/refunds.json", "{}");
        Path stripe = export("re_1,ch_1,12.50,EUR,succeeded,2026-11-25\n");

        assertThat(reconcile(states, stripe).exitCode()).isZero();
        assertThat(CommandLineRun.of("reconcile", "--ledger", one + "," + other, "--stripe", stripe.toString())
                        .exitCode())
                .isZero();
        assertThat(CommandLineRun.of("reconcile", "--ledger", one.toString(), other.toString(), "--stripe=" + stripe)
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    re_1,ch_1,twelve,EUR,succeeded,today    | line 3: the amount "twelve" is not an amount
                    re_1,ch_1,12.505,EUR,succeeded,today    | line 3: the amount "12.505" is not an amount in EUR
                    re_1,ch_1,500.5,JPY,succeeded,today     | line 3: the amount "500.5" is not an amount in JPY
                    re_1,ch_1,-12.50,EUR,succeeded,today    | line 3: the amount "-12.50" is not an amount
                    re_1,ch_1,12 50,EUR,succeeded,today     | line 3: the amount "12 50" is not an amount
                    re_1,ch_1,99999999999999999999,EUR,succeeded,today | line 3: the amount "99999999999999999999" is not an amount
                    re_1,ch_1,12.50,XQZ,succeeded,today     | line 3: the currency "XQZ" is not a currency
                    re_1,ch_1,12.50,XAU,succeeded,today     | line 3: the currency "XAU" is not a currency
                    re_1,ch_1,12.50,EUR,lost,today          | line 3: the status "lost" is not known
                    re_1,,12.50,EUR,succeeded,today         | line 3: the charge "" is not a charge
                    re_1,ch_1,12.50                         | line 3: there is no
                    """)
    void namesTheLineOfStripesExportThatItCannotRead(String line, String problem) throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe = export("re_0,ch_0,1.00,EUR,succeeded,today\n" + line + "\n");

        assertRefused(ledger, stripe, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ch_1,u,1,SUCCEEDED,stripe,12.50,EUR,,,  | line 2: the amount_minor_units "12.50" is not a number of minor units
                    ch_1,u,1,DONE,stripe,1250,EUR,,,        | line 2: the state "DONE" is not known
                    ch_1,u,1,SUCCEEDED,stripe,1250,EURO,,,  | line 2: the currency "EURO" is not a currency
                    ch_1,u,1,SUCCEEDED,paypal,1250,EUR,,, | line 2: the paid_through "paypal" is not known
                    """)
    void namesTheLineOfTheLedgerThatItCannotRead(String line, String problem) throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + line + "\r\n");

        assertRefused(ledger, export(""), problem);
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe = export("");

        assertRefused(folder.resolve("none.csv"), stripe, "There is no file");
        assertRefused(ledger, folder.resolve("none.csv"), "There is no file");
        assertRefused(Files.createDirectory(folder.resolve("empty")), stripe, "There is no .csv file in");
        assertRefused(write("refused.csv", "null\n"), stripe, "refused.csv has no column");
        assertRefused(write("nothing.csv", ""), stripe, "nothing.csv is empty");
        assertRefused(ledger, write("s.csv", "id,charge,currency,status,created\n"), "no column amount");
        assertRefused(
                ledger,
                write("t.csv", "id,charge,charge id,amount,currency,status,created\n"),
                "more than one column charge");
        assertThat(CommandLineRun.of("reconcile", "--stripe", stripe.toString()).error())
                .containsExactly("Missing required option: '--ledger=FILE|FOLDER'. Try 'sundown reconcile --help'.");
        assertThat(CommandLineRun.of("reconcile", "--ledger", ledger.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void refusesAFileThatIsNotText() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe =
                Files.write(folder.resolve("refunds.xlsx"), new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE});

        assertRefused(ledger, stripe, "refunds.xlsx");
    }

    /** Earnings have a line for each transaction of an order, sales one for each order and its refund. */
    @ParameterizedTest
    @ValueSource(strings = {"""
                Description,Transaction Date,Transaction Time,Transaction Type,Refund Type,Buyer Currency,Amount (Buyer Currency)
                GPA.1-1,"Jul 1, 2023",1:00:00 AM PDT,Charge,,EUR,12.50
                GPA.1-1,"Jul 1, 2023",1:00:00 AM PDT,Google fee,,EUR,-1.88
                GPA.1-1,"Jul 9, 2023",1:00:00 AM PDT,Charge refund,Full,EUR,-12.50
                GPA.1-1,"Jul 9, 2023",1:00:00 AM PDT,Google fee refund,Full,EUR,1.88
                GPA.2-2,"Jul 9, 2023",1:00:00 AM PDT,Charge refund,Full,EUR,-9.99
                """, """
                Order Number,Order Charged Date,Financial Status,Currency of Sale,Item Price,Charged Amount
                GPA.1-1,2023-07-01,Charged,EUR,12.50,12.50
                GPA.1-1,2023-07-09,Refund,EUR,-12.50,-12.50
                GPA.2-2,2023-07-09,Refund,EUR,-9.99,-9.99
                """})
    void comparesGooglePlaysExportWithTheFeesThatItTook(String export) throws Exception {
        Path ledger = write(
                "ledger.csv",
                LEDGER_HEADER
                        + row("GPA.1-1", "SUCCEEDED", "google-play", 1_250, "EUR")
                        + row("GPA.3-3", "SUCCEEDED", "google-play", 500, "EUR")
                        + row("ch_1", "SUCCEEDED", 1_250, "EUR")
                        + row("a-1", "ELSEWHERE", "apple", 1_250, "EUR"));
        Path sales = write("play.csv", export);

        CommandLineRun run =
                CommandLineRun.of("reconcile", "--ledger", ledger.toString(), "--google-play", sales.toString());

        assertThat(run.error()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).hasSize(4);
        assertThat(run.out().getFirst())
                .startsWith("At Google Play and not in the ledger: GPA.2-2, line ")
                .contains("of GPA.2-2, SUCCEEDED 9.99 EUR");
        assertThat(run.out())
                .contains(
                        "In the ledger and not at Google Play: GPA.3-3 SUCCEEDED 5.00 EUR",
                        "Total: 17.50 EUR in the ledger, 22.49 EUR at Google Play",
                        "2 differences. 2 rows of the ledger and 2 refunds at Google Play were compared.");
    }

    @Test
    void comparesEachServiceWithItsOwnFees() throws Exception {
        Path ledger = write(
                "ledger.csv",
                LEDGER_HEADER
                        + row("GPA.1-1", "SUCCEEDED", "google-play", 1_250, "EUR")
                        + row("ch_1", "SUCCEEDED", 1_250, "EUR"));
        Path sales = write("play.csv", """
                Order Number,Order Charged Date,Financial Status,Currency of Sale,Charged Amount
                GPA.1-1,2023-07-09,Refund,EUR,-12.50
                """);

        CommandLineRun run = CommandLineRun.of(
                "reconcile",
                "--ledger",
                ledger.toString(),
                "--stripe",
                export(refund("re_1", "succeeded")).toString(),
                "--google-play",
                sales.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Nothing differs. 1 rows of the ledger and 1 refunds at Stripe were compared.",
                        "Nothing differs. 1 rows of the ledger and 1 refunds at Google Play were compared.");
    }

    /** A charge of 12.50 EUR in the ledger, refunds of it at Stripe, and what differs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SUCCEEDED | 12.50,EUR,succeeded          | -
            PENDING   | 12.50,EUR,pending            | -
            PENDING   | 12.50,EUR,requires_action    | -
            INTENT    | -                            | -
            SENT      | -                            | -
            SUCCEEDED | -                            | In the ledger and not at Stripe
            PENDING   | -                            | In the ledger and not at Stripe
            SUCCEEDED | 12.49,EUR,succeeded          | Another amount
            SUCCEEDED | 12.50,USD,succeeded          | Another amount
            SUCCEEDED | 12.50,EUR,pending            | Another status
            SUCCEEDED | 12.50,EUR,requires_action    | Another status
            SUCCEEDED | 12.50,EUR,failed             | Another status
            SUCCEEDED | 12.50,EUR,canceled           | Another status
            PENDING   | 12.50,EUR,succeeded          | Another status
            PENDING   | 12.50,EUR,failed             | Another status
            PENDING   | 12.50,EUR,canceled           | Another status
            INTENT    | 12.50,EUR,succeeded          | Another status
            INTENT    | 12.50,EUR,pending            | Another status
            SENT      | 12.50,EUR,succeeded          | Another status
            SUCCEEDED | 12.50,EUR,failed 12.50,EUR,succeeded | -
            """)
    void findsWhatDiffersOfACharge(String state, String refunds, String finding) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (String refund : refunds == null ? new String[0] : refunds.split(" ", -1)) {
            rows.append("re_")
                    .append(rows.length())
                    .append(",ch_1,")
                    .append(refund)
                    .append(",today\n");
        }
        assertThat(compare(state, rows.toString())).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "pending", "requires_action", "failed", "canceled"})
    void findsARefundAtStripeThatTheLedgerDoesNotHave(String status) throws Exception {
        CommandLineRun run = reconcile(write("ledger.csv", LEDGER_HEADER), export(refund("re_1", status)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().getFirst()).startsWith("At Stripe and not in the ledger: re_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTENT", "SENT", "PENDING", "SUCCEEDED", "MANUAL", "RESOLVED"})
    void findsSeveralRefundsOfOneChargeInAnyState(String state) throws Exception {
        assertThat(compare(state, refund("re_1", "succeeded") + refund("re_2", "pending")))
                .contains("Several refunds of one charge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANUAL", "RESOLVED"})
    void listsWhatIsWithPeopleWithoutCountingItAsADifference(String state) throws Exception {
        CommandLineRun run = reconcile(
                write("ledger.csv", LEDGER_HEADER + row("ch_1", state, 1_250, "EUR")),
                export(refund("re_1", "failed")));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().getFirst()).startsWith("For information, with people: in the ledger ch_1 " + state);
    }

    @Test
    void addsUpWhatWentBackOnBothSidesByCurrency() throws Exception {
        Path ledger = write(
                "ledger.csv",
                LEDGER_HEADER
                        + row("ch_1", "SUCCEEDED", 1_250, "EUR")
                        + row("ch_2", "PENDING", 1_250, "EUR")
                        + row("ch_3", "INTENT", 1_250, "EUR")
                        + row("ch_4", "MANUAL", 1_250, "EUR")
                        + row("ch_5", "SUCCEEDED", 500, "JPY"));

        assertThat(reconcile(ledger, export(refund("re_1", "succeeded") + refund("re_2", "failed")))
                        .out())
                .filteredOn(line -> line.startsWith("Total"))
                .containsExactly(
                        "Total: 25.00 EUR in the ledger, 12.50 EUR at Stripe",
                        "Total: 500 JPY in the ledger, 0 JPY at Stripe");
    }

    @Test
    void refusesAChargeOrARefundThatIsListedTwice() throws Exception {
        assertRefused(
                write(
                        "twice.csv",
                        LEDGER_HEADER + row("ch_1", "INTENT", 1_250, "EUR") + row("ch_1", "SUCCEEDED", 1_250, "EUR")),
                export(""),
                "ch_1 is twice in the ledger, as INTENT and SUCCEEDED: list the refunds again.");
        assertRefused(
                write("ledger.csv", LEDGER_HEADER),
                export(refund("re_1", "succeeded") + refund("re_1", "succeeded")),
                "re_1 is twice in the export of Stripe: export it again.");
    }

    private static void assertRefused(Path ledger, Path stripe, String problem) {
        CommandLineRun run = reconcile(ledger, stripe);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.error()).singleElement().asString().contains(problem);
    }

    /** What differs between a charge of 12.50 EUR in the ledger and the refunds, without the details. */
    private List<String> compare(String state, String refunds) throws IOException {
        Path ledger = write("ledger.csv", LEDGER_HEADER + row("ch_1", state, 1_250, "EUR"));
        CommandLineRun run = reconcile(ledger, export(refunds));
        List<String> findings = run.out().stream()
                .filter(line -> line.contains(": ") && !line.startsWith("Total"))
                .map(line -> line.substring(0, line.indexOf(": ")))
                .toList();
        assertThat(run.exitCode()).isEqualTo(findings.isEmpty() ? 0 : 1);
        return findings;
    }

    private static String refund(String id, String status) {
        return id + ",ch_1,12.50,EUR," + status + ",2026-11-25 10:00:00\n";
    }

    private static CommandLineRun reconcile(Path ledger, Path stripe) {
        return CommandLineRun.of("reconcile", "--ledger", ledger.toString(), "--stripe", stripe.toString());
    }

    private Path export(String refunds) throws IOException {
        return write("refunds.csv", STRIPE_HEADER + refunds);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** As {@code list-refunds} writes it; a note may have several lines. */
    private static String row(String charge, String state, long minorUnits, String currency) {
        return row(charge, state, "stripe", minorUnits, currency);
    }

    private static String row(String charge, String state, String service, long minorUnits, String currency) {
        return """
                "%s","user-1","1","%s","%s",%d,"%s","2026-11-25T10:00:00Z","re_1","","Ada","paid,\r
                by hand"\r
                """.formatted(charge, state, service, minorUnits, currency);
    }
}
