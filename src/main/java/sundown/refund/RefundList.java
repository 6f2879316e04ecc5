package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Money;
import sundown.edge.CsvTable;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundState.ManualReason;

/**
 * The refunds in a state, for the operator: one page of rows as JSON or CSV; the first page has totals.
 *
 * @param totals over all pages, by group, then by currency
 * @param next the charge after which the next page begins; nothing on the last page
 */
@RegisterForReflection
public record RefundList(
        String state,
        Optional<Map<String, Map<String, Total>>> totals,
        Optional<List<Row>> refunds,
        Optional<String> csv,
        Optional<String> next) {

    /** How many refunds, and their sum. */
    @RegisterForReflection
    public record Total(long refunds, long minorUnits) {
        private Total plus(Money amount) {
            return new Total(refunds + 1, Math.addExact(minorUnits, amount.minorUnits()));
        }
    }

    /** Sums up refunds by group and currency. */
    public static Map<String, Map<String, Total>> totals(Stream<Refund> rows) {
        Map<String, Map<String, Total>> totals = new TreeMap<>();
        rows.forEach(refund -> {
            Money amount = amount(refund);
            totals.computeIfAbsent(refund.group().value(), group -> new TreeMap<>())
                    .compute(
                            amount.currency().getCurrencyCode(),
                            (currency, sum) -> (sum == null ? new Total(0, 0) : sum).plus(amount));
        });
        return totals;
    }

    private static Money amount(Refund refund) {
        return refund.state() instanceof RefundState.Succeeded succeeded ? succeeded.amount() : refund.fee();
    }

    static String csv(List<Row> rows) {
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

    private static String line(Row row) {
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

    /**
     * One refund. Instants are ISO 8601 in UTC.
     *
     * @param amountMinorUnits of what was refunded, or is to be
     * @param since when it came to its state; the due date while it waits
     * @param reason why people must resolve it, or had to
     */
    @RegisterForReflection
    public record Row(
            String chargeId,
            String userId,
            String group,
            String state,
            long amountMinorUnits,
            String currency,
            String since,
            Optional<String> refundId,
            Optional<String> reason,
            Optional<String> resolvedBy,
            Optional<String> note) {

        /** The view of a refund. */
        public static Row of(Refund refund) {
            Money amount = amount(refund);
            Optional<RefundState.Resolved> resolved =
                    refund.state() instanceof RefundState.Resolved by ? Optional.of(by) : Optional.empty();
            return new Row(
                    refund.charge().value(),
                    refund.user().value(),
                    refund.group().value(),
                    refund.state().name().name(),
                    amount.minorUnits(),
                    amount.currency().getCurrencyCode(),
                    since(refund.state()).toString(),
                    refundId(refund.state()).map(RefundId::value),
                    reason(refund.state()).map(Enum::name),
                    resolved.map(each -> each.by().name()),
                    resolved.map(RefundState.Resolved::note));
        }

        private static Instant since(RefundState state) {
            return switch (state) {
                case RefundState.Intent intent -> intent.dueAt();
                case RefundState.Sent sent -> sent.firstAt();
                case RefundState.Pending pending -> pending.since();
                case RefundState.Succeeded succeeded -> succeeded.at();
                case RefundState.Manual manual -> manual.at();
                case RefundState.Resolved resolved -> resolved.at();
            };
        }

        private static Optional<RefundId> refundId(RefundState state) {
            return switch (state) {
                case RefundState.Pending pending -> Optional.of(pending.refund());
                case RefundState.Succeeded succeeded -> Optional.of(succeeded.refund());
                case RefundState.Manual manual -> manual.refund();
                case RefundState.Intent _, RefundState.Sent _, RefundState.Resolved _ -> Optional.empty();
            };
        }

        private static Optional<ManualReason> reason(RefundState state) {
            return switch (state) {
                case RefundState.Manual manual -> Optional.of(manual.reason());
                case RefundState.Resolved resolved -> Optional.of(resolved.reason());
                case RefundState.Intent _, RefundState.UnderWay _, RefundState.Succeeded _ -> Optional.empty();
            };
        }

        /** Hides the payment ids. */
        @Override
        public String toString() {
            return "RefundList.Row[" + userId + ", " + state + "]";
        }
    }
}
