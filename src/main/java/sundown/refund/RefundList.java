package sundown.refund;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.CsvTable;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState.ManualReason;
import sundown.timeline.GroupId;

/**
 * The refunds in a state, for the operator: one page of rows as JSON or CSV; the first page has totals.
 *
 * @param totals over all pages, by group, then by currency
 * @param next the charge after which the next page begins; nothing on the last page
 */
@RegisterForReflection
public record RefundList(
        RefundState.StateName state,
        Optional<Map<String, Map<String, Total>>> totals,
        Optional<List<Row>> refunds,
        Optional<String> csv,
        Optional<ChargeId> next) {

    /**
     * A number of refunds with their sum.
     *
     * @param paidThrough the number of refunds by the word of the service that took the fee
     */
    @RegisterForReflection
    public record Total(long refunds, long minorUnits, Map<String, Long> paidThrough) {
        private static final Total NONE = new Total(0, 0, Map.of());

        public Total {
            paidThrough = Collections.unmodifiableMap(new TreeMap<>(paidThrough));
        }

        private Total plus(Refund refund) {
            Map<String, Long> services = new TreeMap<>(paidThrough);
            services.merge(refund.through().word(), 1L, Long::sum);
            return new Total(
                    refunds + 1, Math.addExact(minorUnits, amount(refund).minorUnits()), services);
        }
    }

    /** Sums up refunds by group and currency. */
    public static Map<String, Map<String, Total>> totals(Stream<Refund> rows) {
        Map<String, Map<String, Total>> totals = new TreeMap<>();
        rows.forEach(refund -> {
            Map<String, Total> ofGroup = totals.computeIfAbsent(refund.group().value(), group -> new TreeMap<>());
            String currency = amount(refund).currency().getCurrencyCode();
            ofGroup.put(currency, ofGroup.getOrDefault(currency, Total.NONE).plus(refund));
        });
        return totals;
    }

    /** The amount that was refunded, or is to be. */
    public static Money amount(Refund refund) {
        return refund.state() instanceof RefundState.Succeeded succeeded ? succeeded.amount() : refund.fee();
    }

    static String csv(List<Row> rows) {
        String header = CsvTable.header(
                "charge",
                "user",
                "group",
                "state",
                "paid_through",
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
                row.chargeId().value(),
                row.userId(),
                row.group(),
                row.state(),
                row.paidThrough().word(),
                row.amountMinorUnits(),
                row.currency(),
                row.since(),
                row.refundId().map(RefundId::value).orElse(""),
                row.reason().map(ManualReason::name).orElse(""),
                row.resolvedBy().orElse(""),
                row.note().orElse(""));
    }

    /**
     * One refund. Instants are ISO 8601 in UTC.
     *
     * @param paidThrough the service that took the fee
     * @param amountMinorUnits the amount that was refunded, or is to be
     * @param since when the refund came to its state; the due date while it waits
     * @param reason why people must resolve the refund, or had to
     */
    @RegisterForReflection
    public record Row(
            ChargeId chargeId,
            UserId userId,
            GroupId group,
            RefundState.StateName state,
            PaidThrough paidThrough,
            long amountMinorUnits,
            Currency currency,
            Instant since,
            Optional<RefundId> refundId,
            Optional<ManualReason> reason,
            Optional<String> resolvedBy,
            Optional<String> note) {

        /** The view of a refund. */
        public static Row of(Refund refund) {
            Money amount = amount(refund);
            Optional<RefundState.Resolved> resolved =
                    refund.state() instanceof RefundState.Resolved by ? Optional.of(by) : Optional.empty();
            return new Row(
                    refund.charge(),
                    refund.user(),
                    refund.group(),
                    refund.state().name(),
                    refund.through(),
                    amount.minorUnits(),
                    amount.currency(),
                    since(refund.state()),
                    refundId(refund.state()),
                    reason(refund.state()),
                    resolved.map(each -> each.by().name()),
                    resolved.map(RefundState.Resolved::note));
        }

        private static Instant since(RefundState state) {
            return switch (state) {
                case RefundState.Intent intent -> intent.dueAt();
                case RefundState.Sent sent -> sent.firstAt();
                case RefundState.Pending pending -> pending.since();
                case RefundState.Succeeded succeeded -> succeeded.at();
                case RefundState.Elsewhere elsewhere -> elsewhere.at();
                case RefundState.Manual manual -> manual.at();
                case RefundState.Resolved resolved -> resolved.at();
            };
        }

        private static Optional<RefundId> refundId(RefundState state) {
            return switch (state) {
                case RefundState.Pending pending -> Optional.of(pending.refund());
                case RefundState.Succeeded succeeded -> Optional.of(succeeded.refund());
                case RefundState.Manual manual -> manual.refund();
                case RefundState.Intent _, RefundState.Sent _, RefundState.Elsewhere _, RefundState.Resolved _ ->
                    Optional.empty();
            };
        }

        private static Optional<ManualReason> reason(RefundState state) {
            return switch (state) {
                case RefundState.Open open -> Optional.of(open.reason());
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
