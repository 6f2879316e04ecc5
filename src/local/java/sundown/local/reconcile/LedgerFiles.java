package sundown.local.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.refund.RefundState;

/** The ledger as an operator has listed it: a file or several, a state or a page in each. */
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
     * @param named a file, several with commas between them, or a folder, of which all {@code .csv} files are meant
     * @throws IllegalArgumentException with a sentence for the user when one of them cannot be read
     */
    static List<LedgerRow> read(String named) throws IOException {
        List<LedgerRow> rows = new ArrayList<>();
        for (Path file : files(named)) {
            CsvFile.read(file, COLUMNS).stream().map(LedgerFiles::row).forEach(rows::add);
        }
        return rows;
    }

    private static List<Path> files(String named) throws IOException {
        Path folder = Path.of(named);
        if (!Files.isDirectory(folder)) {
            return Stream.of(named.split(",", -1)).map(Path::of).toList();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> files = inside.filter(file -> file.toString().endsWith(".csv"))
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
