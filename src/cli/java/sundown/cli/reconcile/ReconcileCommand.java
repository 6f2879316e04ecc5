package sundown.cli.reconcile;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sundown.account.Money;
import sundown.refund.reconciliation.ExportedRefund;
import sundown.refund.reconciliation.Finding;
import sundown.refund.reconciliation.LedgerRow;
import sundown.refund.reconciliation.Reconciliation;

/** {@code sundown reconcile}: compares the ledger of refunds with Stripe's export and prints a line per difference. */
@Command(
        name = "reconcile",
        description = "Compare the ledger of refunds with the refunds that Stripe exported.",
        customSynopsis = "sundown reconcile --ledger FILE|FOLDER... --stripe FILE",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs", "2:the input cannot be read"})
public final class ReconcileCommand implements Callable<Integer> {
    private static final int NO_DIFFERENCE = 0;
    private static final int DIFFERENCE = 1;

    @Option(
            names = "--ledger",
            required = true,
            arity = "1..*",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "FILE|FOLDER",
            description = "the CSV files of list-refunds, or a folder of them")
    private List<Path> ledger;

    @Option(
            names = "--stripe",
            required = true,
            paramLabel = "FILE",
            description = "the CSV file of refunds that Stripe's dashboard exported")
    private Path stripe;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<LedgerRow> rows = LedgerFiles.read(ledger);
        List<ExportedRefund> refunds = StripeExport.read(stripe);
        Reconciliation reconciliation = Reconciliation.of(rows, refunds);
        PrintWriter out = spec.commandLine().getOut();
        reconciliation.findings().forEach(finding -> out.println(finding.line()));
        printTotals(reconciliation, out);
        out.println(verdict(reconciliation, rows.size(), refunds.size()));
        return reconciliation.agrees() ? NO_DIFFERENCE : DIFFERENCE;
    }

    private static void printTotals(Reconciliation reconciliation, PrintWriter out) {
        TreeSet<String> currencies = new TreeSet<>(reconciliation.ledger().keySet());
        currencies.addAll(reconciliation.stripe().keySet());
        for (String currency : currencies) {
            out.println("Total: " + total(reconciliation.ledger(), currency) + " in the ledger, "
                    + total(reconciliation.stripe(), currency) + " at Stripe");
        }
    }

    private static Money total(SortedMap<String, Money> totals, String currency) {
        return totals.getOrDefault(currency, Money.of(0, currency));
    }

    private static String verdict(Reconciliation reconciliation, int rows, int refunds) {
        long differences =
                reconciliation.findings().stream().filter(Finding::differs).count();
        return "%s %d rows of the ledger and %d refunds at Stripe were compared."
                .formatted(
                        differences == 0
                                ? "Nothing differs."
                                : differences + (differences == 1 ? " difference." : " differences."),
                        rows,
                        refunds);
    }
}
