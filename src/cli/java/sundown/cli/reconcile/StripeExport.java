package sundown.cli.reconcile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sundown.refund.reconciliation.ExportedRefund;

/** Refunds as Stripe's dashboard exports them, with amounts in major units such as {@code 1,299.00}. */
final class StripeExport {
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "id", List.of("id", "refundid"),
            "charge", List.of("charge", "chargeid"),
            "amount", List.of("amount"),
            "currency", List.of("currency"),
            "status", List.of("status"),
            "created", List.of("created", "createdutc", "createddateutc"));

    private StripeExport() {}

    /**
     * Reads all refunds.
     *
     * @throws IllegalArgumentException with a sentence for the user when the file cannot be read
     */
    static List<ExportedRefund> read(Path file) throws IOException {
        return CsvFile.read(file, COLUMNS).stream().map(StripeExport::refund).toList();
    }

    private static ExportedRefund refund(CsvRow row) {
        return new ExportedRefund(
                row.text("id"),
                row.charge("charge"),
                row.majorUnits("amount", "currency"),
                row.oneOf(ExportedRefund.Status.class, "status"),
                row.text("created"));
    }
}
