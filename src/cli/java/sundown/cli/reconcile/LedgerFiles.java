package sundown.cli.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.refund.RefundState;
import sundown.refund.reconciliation.LedgerRow;

/** The ledger as {@code list-refunds} wrote it: one file or several, each with one state or one page. */
final class LedgerFiles {
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "charge", List.of("charge"),
            "state", List.of("state"),
            "amount_minor_units", List.of("amountminorunits"),
            "currency", List.of("currency"));

    private LedgerFiles() {}

    /**
     * Reads all rows.
     *
     * @param named files, or folders whose {@code .csv} files are read
     * @throws IllegalArgumentException with a sentence for the user when one of them cannot be read
     */
    static List<LedgerRow> read(List<Path> named) throws IOException {
        List<LedgerRow> rows = new ArrayList<>();
        for (Path path : named) {
            for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
                CsvFile.read(file, COLUMNS).stream().map(LedgerFiles::row).forEach(rows::add);
            }
        }
        return rows;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("There is no .csv file in " + folder + ".");
            }
            return files;
        }
    }

    private static LedgerRow row(CsvRow row) {
        return new LedgerRow(
                row.charge("charge"),
                row.oneOf(RefundState.StateName.class, "state"),
                row.minorUnits("amount_minor_units", "currency"));
    }
}
