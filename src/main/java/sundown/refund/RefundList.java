package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Money;
import sundown.edge.CsvTable;

/**
 * The refunds in a state as the operator sees them: one page of rows as JSON or CSV, and with the first of them totals.
 *
 * @param totals over all pages, by group, then by currency
 * @param next the charge after which the next page begins; nothing when this one is the last
 */
@RegisterForReflection
public record RefundList(
        String state,
        Optional<Map<String, Map<String, Total>>> totals,
        Optional<List<RefundRow>> refunds,
        Optional<String> csv,
        Optional<String> next) {

    /** How many, and how much together. */
    @RegisterForReflection
    public record Total(long refunds, long minorUnits) {
        private Total plus(Money amount) {
            return new Total(refunds + 1, Math.addExact(minorUnits, amount.minorUnits()));
        }
    }

    /** Sums rows up by group and currency. */
    public static Map<String, Map<String, Total>> totals(Stream<Refund> rows) {
        Map<String, Map<String, Total>> totals = new TreeMap<>();
        rows.forEach(refund -> {
            Money amount = RefundRow.amount(refund);
            totals.computeIfAbsent(refund.group().value(), group -> new TreeMap<>())
                    .compute(
                            amount.currency().getCurrencyCode(),
                            (currency, sum) -> (sum == null ? new Total(0, 0) : sum).plus(amount));
        });
        return totals;
    }

    /** Rows as a table. */
    static String csv(List<RefundRow> rows) {
        String header = CsvTable.header(
                "charge",
                "user",
                "group",
                "state",
                "amount_minor_units",
                "currency",
                "since",
                "refund",
                "reason",
                "resolved_by",
                "note");
        return rows.stream().map(RefundList::line).collect(Collectors.joining("", header, ""));
    }

    private static String line(RefundRow row) {
        return CsvTable.line(
                row.chargeId(),
                row.userId(),
                row.group(),
                row.state(),
                row.amountMinorUnits(),
                row.currency(),
                row.since(),
                row.refundId().orElse(""),
                row.reason().orElse(""),
                row.resolvedBy().orElse(""),
                row.note().orElse(""));
    }
}
