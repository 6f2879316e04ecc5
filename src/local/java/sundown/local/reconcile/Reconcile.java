package sundown.local.reconcile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import sundown.account.Money;
import sundown.local.command.Program;

/**
 * {@code make reconcile}: holds the ledger of refunds against Stripe's export and prints what differs, a line each. The
 * exit code is 0 when nothing does, 1 when something does, and 2 when what it is given cannot be read.
 */
public final class Reconcile {
    private final PrintStream out;

    Reconcile(PrintStream out) {
        this.out = out;
    }

    /** Takes its files from the environment: LEDGER and STRIPE. */
    public static void main(String[] arguments) {
        Program.execute(() -> new Reconcile(System.out).run(System.getenv()));
    }

    /**
     * Compares and prints.
     *
     * @return true when nothing differs
     * @throws IllegalArgumentException with a sentence for the user when something cannot be read
     */
    boolean run(Map<String, String> environment) throws IOException {
        List<LedgerRow> rows = LedgerFiles.read(required(environment, "LEDGER", "the ledger's files or their folder"));
        List<StripeRefund> refunds =
                StripeExport.read(Path.of(required(environment, "STRIPE", "the file that Stripe exported")));
        Reconciliation reconciliation = Reconciliation.of(rows, refunds);
        reconciliation.findings().forEach(finding -> out.println(finding.line()));
        printTotals(reconciliation);
        out.println(verdict(reconciliation, rows.size(), refunds.size()));
        return reconciliation.agrees();
    }

    private static String required(Map<String, String> environment, String name, String what) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " must name " + what + "."));
    }

    private void printTotals(Reconciliation reconciliation) {
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
