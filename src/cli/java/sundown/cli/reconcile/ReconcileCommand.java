package sundown.cli.reconcile;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.cli.Output;
import sundown.cli.adopt.CsvReader;
import sundown.cli.adopt.DuckDb;
import sundown.cli.adopt.ExportedRows;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.refund.RefundState;
import sundown.refund.reconciliation.Reconciliation;
import sundown.refund.reconciliation.Reconciliation.ExportedRefund;
import sundown.refund.reconciliation.Reconciliation.Finding;
import sundown.refund.reconciliation.Reconciliation.LedgerRow;

/**
 * {@code sundown reconcile}: compares the ledger of refunds with the exports of payment services, each with the rows of
 * fees that it took, and prints a line per difference.
 */
@Command(
        name = "reconcile",
        description = "Compare the ledger of refunds with the refunds that Stripe and Google Play exported.",
        customSynopsis = "sundown reconcile --ledger FILE|FOLDER... [--stripe FILE] [--google-play FILE]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs", "2:the input cannot be read"})
public final class ReconcileCommand implements Callable<Integer> {
    private static final int NO_DIFFERENCE = 0;
    private static final int DIFFERENCE = 1;

    private static final List<List<String>> LEDGER = List.of(
            List.of("charge"),
            List.of("state"),
            List.of("paid_through", "paidthrough"),
            List.of("amount_minor_units", "amountminorunits"),
            List.of("currency"));

    private static final Export STRIPE = new Export(
            "Stripe",
            PaidThrough.STRIPE,
            List.of(
                    List.of("id", "refundid"),
                    List.of("charge", "chargeid"),
                    List.of("amount"),
                    List.of("currency"),
                    List.of("status"),
                    List.of("created", "createdutc", "createddateutc")),
            Map.of("id", "trim(id)", "status", "trim(status)", "amount", "trim(amount)", "is_refund", "TRUE"));

    /**
     * The export of earnings, or of estimated sales: each has a line for each transaction of an order, and amounts
     * below zero.
     */
    private static final Export GOOGLE_PLAY = new Export(
            "Google Play",
            PaidThrough.GOOGLE_PLAY,
            List.of(
                    List.of("charge", "description", "ordernumber"),
                    List.of("amount", "amountbuyercurrency", "chargedamount"),
                    List.of("currency", "buyercurrency", "currencyofsale"),
                    List.of("status", "transactiontype", "financialstatus"),
                    List.of("created", "transactiondate", "orderchargeddate")),
            Map.of(
                    "id",
                    "trim(charge) || ', line ' || line",
                    "status",
                    "CASE WHEN status IS NOT NULL THEN 'SUCCEEDED' END",
                    "amount",
                    "ltrim(trim(amount), '-')",
                    "is_refund",
                    "coalesce(lower(trim(status)) IN ('charge refund', 'refund', 'partial refund'), TRUE)"));

    /**
     * The export of a service.
     *
     * @param columns of each the names that it may have
     * @param sql what the statements have of its columns
     */
    private record Export(String service, PaidThrough through, List<List<String>> columns, Map<String, String> sql) {}

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
            paramLabel = "FILE",
            description = "the CSV file of refunds that Stripe's dashboard exported")
    private Path stripe;

    @Option(
            names = "--google-play",
            paramLabel = "FILE",
            description = "the CSV file of earnings or of estimated sales that Google Play's console exported")
    private Path googlePlay;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (stripe == null && googlePlay == null) {
            throw new IllegalArgumentException("Name an export, with --stripe or --google-play.");
        }
        int differs = stripe == null ? NO_DIFFERENCE : compare(STRIPE, stripe);
        return googlePlay == null ? differs : Math.max(differs, compare(GOOGLE_PLAY, googlePlay));
    }

    private int compare(Export export, Path file) throws IOException {
        try (DuckDb engine = DuckDb.temporary(Optional.empty())) {
            List<Source> ours = ledger();
            List<Source> theirs = List.of(new LocalPlace(file).require());
            register(engine, "ledger_files", ours, LEDGER);
            register(engine, "export_files", theirs, export.columns());
            Map<String, String> parameters = new HashMap<>(export.sql());
            parameters.put("states", names(RefundState.StateName.values(), Enum::name));
            parameters.put("statuses", names(ExportedRefund.Status.values(), Enum::name));
            parameters.put("services", names(PaidThrough.values(), PaidThrough::word));
            parameters.put("service", DuckDb.text(export.through().word()));
            engine.run(ReconcileCommand.class, "reconcile", parameters);
            engine.requireRight("ledger", ours);
            engine.requireRight("refunds", theirs);
            return report(engine, export.service());
        }
    }

    private static <T> String names(T[] constants, Function<T, String> name) {
        return Stream.of(constants).map(name).map(DuckDb::text).collect(Collectors.joining(", "));
    }

    private List<Source> ledger() throws IOException {
        List<Source> files = new ArrayList<>();
        for (Path path : ledger) {
            if (Files.isDirectory(path)) {
                List<Source> inside = new LocalPlace(path.resolve("*.csv")).matching();
                if (inside.isEmpty()) {
                    throw new IllegalArgumentException("There is no .csv file in " + path + ".");
                }
                files.addAll(inside);
            } else {
                files.add(new LocalPlace(path).require());
            }
        }
        return files;
    }

    /** Reads {@code Charge ID}, {@code charge_id} and {@code chargeId} as one name. */
    private static void register(DuckDb engine, String name, List<Source> files, List<List<String>> columns)
            throws IOException {
        ExportedRows.register(
                engine,
                name,
                columns.stream()
                        .map(column -> column.getFirst().replaceFirst("_.*", ""))
                        .toList(),
                files,
                file -> CsvReader.named(
                        file,
                        ',',
                        columns,
                        title -> title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""),
                        _ -> {}),
                _ -> {});
    }

    private int report(DuckDb engine, String service) throws IOException {
        PrintWriter out = output.out();
        List<Finding> findings = findings(engine, service);
        findings.forEach(finding -> out.println(finding.line()));
        SortedMap<String, Money> ours = totals(engine, "ledger", "state IN ('SUCCEEDED', 'PENDING')");
        SortedMap<String, Money> theirs =
                totals(engine, "refunds", "status IN ('SUCCEEDED', 'PENDING', 'REQUIRES_ACTION')");
        TreeSet<String> currencies = new TreeSet<>(ours.keySet());
        currencies.addAll(theirs.keySet());
        for (String currency : currencies) {
            Money none = Money.of(0, currency);
            out.println("Total: " + ours.getOrDefault(currency, none) + " in the ledger, "
                    + theirs.getOrDefault(currency, none) + " at " + service);
        }
        long differences = findings.stream().filter(Finding::differs).count();
        out.println("%s %d rows of the ledger and %d refunds at %s were compared."
                .formatted(
                        differences == 0
                                ? "Nothing differs."
                                : differences + (differences == 1 ? " difference." : " differences."),
                        count(engine, "ledger"),
                        count(engine, "refunds"),
                        service));
        return differences == 0 ? NO_DIFFERENCE : DIFFERENCE;
    }

    /** What is to be said of the few charges that are not alike on both sides. */
    private static List<Finding> findings(DuckDb engine, String service) throws IOException {
        String few = " WHERE charge IN (SELECT charge FROM charges) ORDER BY file, line";
        return Reconciliation.compare(
                service,
                engine.query(
                        "SELECT charge, state, minor_units, unit FROM ledger" + few,
                        row -> new LedgerRow(
                                new ChargeId(row.getString(1)),
                                RefundState.StateName.valueOf(row.getString(2)),
                                Money.of(row.getLong(3), row.getString(4)))),
                engine.query(
                        "SELECT id, charge, minor_units, unit, status, created FROM refunds" + few,
                        row -> new ExportedRefund(
                                row.getString(1),
                                new ChargeId(row.getString(2)),
                                Money.of(row.getLong(3), row.getString(4)),
                                ExportedRefund.Status.valueOf(row.getString(5)),
                                row.getString(6))));
    }

    private static SortedMap<String, Money> totals(DuckDb engine, String table, String counted) throws IOException {
        SortedMap<String, Money> totals = new TreeMap<>();
        engine.query(
                "SELECT unit, CAST(sum(minor_units) AS BIGINT) FROM " + table + " WHERE " + counted + " GROUP BY unit",
                row -> totals.put(row.getString(1), Money.of(row.getLong(2), row.getString(1))));
        return totals;
    }

    private static long count(DuckDb engine, String table) throws IOException {
        return engine.query("SELECT count(*) FROM " + table, row -> row.getLong(1))
                .getFirst();
    }
}
