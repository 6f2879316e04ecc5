package sundown.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileTest {
    private static final String LEDGER_HEADER =
            "charge,user,group,state,amount_minor_units,currency,since,refund,reason,resolved_by,note\r\n";
    private static final String STRIPE_HEADER = "id,Charge ID,Amount,Currency,Status,Created (UTC)\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void saysThatNothingDiffers() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + row("ch_1", "SUCCEEDED", 129_900, "INR"));
        Path stripe = export("re_1,ch_1,\"1,299.00\",inr,succeeded,2026-11-25 10:00:00\n");

        assertThat(reconcile(ledger.toString(), stripe)).isTrue();
        assertThat(lines())
                .containsExactly(
                        "Total: 1299.00 INR in the ledger, 1299.00 INR at Stripe",
                        "Nothing differs. 1 rows of the ledger and 1 refunds at Stripe were compared.");
    }

    @Test
    void printsALineForEachDifferenceAndTheTotals() throws Exception {
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

        assertThat(reconcile(ledger.toString(), stripe)).isFalse();
        assertThat(lines())
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
    void readsTheColumnsInAnyOrderAndCaseAndLooksAtNoOthers() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + row("ch_1", "PENDING", 1_250, "EUR") + "\n");
        Path stripe = write(
                "refunds.csv",
                String.join(
                        "\r\n",
                        "\uFEFFSTATUS,created,Converted Amount,charge_id,currency,AMOUNT,ID",
                        "Requires_Action,\"25 Nov, 2026\",99.99,ch_1,Eur,12.5,re_1"));

        assertThat(reconcile(ledger.toString(), stripe)).isTrue();
    }

    @Test
    void takesTheLedgerFromSeveralFilesOrAFolder() throws Exception {
        Path states = Files.createDirectory(folder.resolve("states"));
        Path one = write("states/PENDING-1.csv", LEDGER_HEADER);
        Path other = write("states/SUCCEEDED-1.csv", LEDGER_HEADER + row("ch_1", "SUCCEEDED", 1_250, "EUR"));
        write("states/refunds.json", "{}");
        Path stripe = export("re_1,ch_1,12.50,EUR,succeeded,2026-11-25\n");

        assertThat(reconcile(one + "," + other, stripe)).isTrue();
        assertThat(reconcile(states.toString(), stripe)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    re_1,ch_1,twelve,EUR,succeeded,today    | line 3: the amount "twelve" is no amount
                    re_1,ch_1,12.505,EUR,succeeded,today    | line 3: the amount "12.505" is no amount in EUR
                    re_1,ch_1,500.5,JPY,succeeded,today     | line 3: the amount "500.5" is no amount in JPY
                    re_1,ch_1,-12.50,EUR,succeeded,today    | line 3: the amount "-12.50" is no amount
                    re_1,ch_1,12 50,EUR,succeeded,today     | line 3: the amount "12 50" is no amount
                    re_1,ch_1,99999999999999999999,EUR,succeeded,today | line 3: the amount "99999999999999999999" is no
                    re_1,ch_1,12.50,XQZ,succeeded,today     | line 3: the currency "XQZ" is no currency
                    re_1,ch_1,12.50,XAU,succeeded,today     | line 3: the currency "XAU" is no currency
                    re_1,ch_1,12.50,EUR,lost,today          | line 3: the status "lost" is not known
                    re_1,,12.50,EUR,succeeded,today         | line 3: the charge "" is no charge
                    re_1,ch_1,12.50                         | line 3: there is no
                    """)
    void saysInWhichLineOfStripesExportSomethingCannotBeRead(String line, String problem) throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe = export("re_0,ch_0,1.00,EUR,succeeded,today\n" + line + "\n");

        assertRefused(ledger.toString(), stripe, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ch_1,u,1,SUCCEEDED,12.50,EUR,,,  | line 2: the amount_minor_units "12.50" is no number of minor units
                    ch_1,u,1,DONE,1250,EUR,,,        | line 2: the state "DONE" is not known
                    ch_1,u,1,SUCCEEDED,1250,EURO,,,  | line 2: the currency "EURO" is no currency
                    """)
    void saysInWhichLineOfTheLedgerSomethingCannotBeRead(String line, String problem) throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER + line + "\r\n");

        assertRefused(ledger.toString(), export(""), problem);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe = export("");

        assertRefused(folder.resolve("none.csv").toString(), stripe, "There is no file");
        assertRefused(ledger.toString(), folder.resolve("none.csv"), "There is no file");
        assertRefused(Files.createDirectory(folder.resolve("empty")).toString(), stripe, "There is no .csv file in");
        assertRefused(write("refused.csv", "null\n").toString(), stripe, "refused.csv has no column");
        assertRefused(write("nothing.csv", "").toString(), stripe, "nothing.csv is empty");
        assertRefused(ledger.toString(), write("s.csv", "id,charge,currency,status,created\n"), "no column amount");
        assertRefused(
                ledger.toString(),
                write("t.csv", "id,charge,charge id,amount,currency,status,created\n"),
                "more than one column charge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reconcile(new PrintStream(output)).run(Map.of("STRIPE", stripe.toString())))
                .withMessageContaining("LEDGER must name");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Reconcile(new PrintStream(output)).run(Map.of("LEDGER", ledger.toString(), "STRIPE", " ")))
                .withMessageContaining("STRIPE must name");
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        Path ledger = write("ledger.csv", LEDGER_HEADER);
        Path stripe =
                Files.write(folder.resolve("refunds.xlsx"), new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE});

        assertRefused(ledger.toString(), stripe, "refunds.xlsx");
    }

    private void assertRefused(String ledger, Path stripe, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reconcile(ledger, stripe))
                .withMessageContaining(problem)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasLineCount(1));
    }

    private boolean reconcile(String ledger, Path stripe) throws IOException {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new Reconcile(out).run(Map.of("LEDGER", ledger, "STRIPE", stripe.toString()));
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path export(String refunds) throws IOException {
        return write("refunds.csv", STRIPE_HEADER + refunds);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** As {@code list-refunds} writes it; a note may have lines. */
    private static String row(String charge, String state, long minorUnits, String currency) {
        return """
                "%s","user-1","1","%s",%d,"%s","2026-11-25T10:00:00Z","re_1","","Ada","paid,\r
                by hand"\r
                """.formatted(charge, state, minorUnits, currency);
    }
}
