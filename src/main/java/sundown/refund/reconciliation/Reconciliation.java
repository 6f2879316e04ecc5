package sundown.refund.reconciliation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundList;
import sundown.refund.RefundState;
import sundown.refund.RefundState.StateName;

/**
 * The comparison of the ledger with Stripe's refunds, charge by charge: pure.
 *
 * @param findings in the order of the charges
 * @param ledger the total of the ledger's rows in SUCCEEDED and PENDING, by currency code
 * @param stripe the total of Stripe's refunds that did not fail, by currency code
 */
public record Reconciliation(List<Finding> findings, SortedMap<String, Money> ledger, SortedMap<String, Money> stripe) {

    /**
     * Compares.
     *
     * @throws IllegalArgumentException with a sentence for the user when the ledger has a charge twice or Stripe has a
     *     refund twice
     */
    public static Reconciliation of(List<LedgerRow> rows, List<ExportedRefund> refunds) {
        Map<String, LedgerRow> byCharge = byCharge(rows);
        requireOnce(refunds);
        Map<String, List<ExportedRefund>> atStripe = refunds.stream()
                .collect(Collectors.groupingBy(refund -> refund.charge().value()));
        TreeSet<String> charges = new TreeSet<>(byCharge.keySet());
        charges.addAll(atStripe.keySet());
        List<Finding> findings = charges.stream()
                .flatMap(charge ->
                        findings(Optional.ofNullable(byCharge.get(charge)), atStripe.getOrDefault(charge, List.of())))
                .toList();
        return new Reconciliation(
                findings,
                totals(rows.stream().filter(Reconciliation::wentBack).map(LedgerRow::amount)),
                totals(refunds.stream().filter(ExportedRefund::stands).map(ExportedRefund::amount)));
    }

    /** True when the two sides agree. */
    public boolean agrees() {
        return findings.stream().noneMatch(Finding::differs);
    }

    /** A refund that changes its state while the operator lists one state after another appears in two lists. */
    private static Map<String, LedgerRow> byCharge(List<LedgerRow> rows) {
        Map<String, LedgerRow> found = new TreeMap<>();
        for (LedgerRow row : rows) {
            LedgerRow other = found.put(row.charge().value(), row);
            if (other != null) {
                throw new IllegalArgumentException("%s is twice in the ledger, as %s and %s: list the refunds again."
                        .formatted(row.charge().value(), other.state(), row.state()));
            }
        }
        return found;
    }

    private static void requireOnce(List<ExportedRefund> refunds) {
        Set<String> ids = new HashSet<>();
        refunds.stream().filter(refund -> !ids.add(refund.id())).findFirst().ifPresent(again -> {
            throw new IllegalArgumentException(again.id() + " is twice in Stripe's export: export it again.");
        });
    }

    /** What is to be said of a charge: its row, if the ledger has one, and all of its refunds. */
    static Stream<Finding> findings(Optional<LedgerRow> row, List<ExportedRefund> refunds) {
        List<ExportedRefund> standing =
                refunds.stream().filter(ExportedRefund::stands).toList();
        List<Finding> found = new ArrayList<>();
        if (standing.size() > 1) {
            found.add(new Finding.SeveralRefunds(standing));
        }
        if (row.isPresent()) {
            found.addAll(findings(row.get(), refunds, standing));
        } else {
            refunds.forEach(refund -> found.add(new Finding.NotInLedger(refund)));
        }
        return found.stream();
    }

    private static List<Finding> findings(LedgerRow row, List<ExportedRefund> refunds, List<ExportedRefund> standing) {
        return switch (row.state()) {
            case MANUAL, RESOLVED -> List.of(new Finding.WithPeople(row, refunds));
            case INTENT, SENT -> standing.isEmpty() ? List.of() : List.of(new Finding.OtherStatus(row, refunds));
            case PENDING, SUCCEEDED ->
                refunds.isEmpty() ? List.of(new Finding.NotAtStripe(row)) : compared(row, refunds, standing);
        };
    }

    private static List<Finding> compared(LedgerRow row, List<ExportedRefund> refunds, List<ExportedRefund> standing) {
        List<Finding> found = new ArrayList<>();
        if (standing.stream().noneMatch(refund -> agree(row.state(), refund.status()))) {
            found.add(new Finding.OtherStatus(row, refunds));
        }
        standing.stream()
                .filter(refund -> !refund.amount().equals(row.amount()))
                .forEach(refund -> found.add(new Finding.OtherAmount(row, refund)));
        return found;
    }

    private static boolean agree(StateName state, ExportedRefund.Status status) {
        return switch (status) {
            case SUCCEEDED -> state == StateName.SUCCEEDED;
            case PENDING, REQUIRES_ACTION -> state == StateName.PENDING;
            case FAILED, CANCELED -> false;
        };
    }

    private static boolean wentBack(LedgerRow row) {
        return row.state() == StateName.SUCCEEDED || row.state() == StateName.PENDING;
    }

    private static SortedMap<String, Money> totals(Stream<Money> amounts) {
        return amounts.collect(Collectors.toMap(
                amount -> amount.currency().getCurrencyCode(), amount -> amount, Money::plus, TreeMap::new));
    }

    /**
     * A refund as Stripe exports it.
     *
     * @param created the date, as the export writes it
     */
    public record ExportedRefund(String id, ChargeId charge, Money amount, Status status, String created) {
        /** Stripe's statuses of refunds. */
        public enum Status {
            PENDING,
            REQUIRES_ACTION,
            SUCCEEDED,
            FAILED,
            CANCELED
        }

        /** True when the money went back or is about to. */
        boolean stands() {
            return switch (status) {
                case PENDING, REQUIRES_ACTION, SUCCEEDED -> true;
                case FAILED, CANCELED -> false;
            };
        }

        @Override
        public String toString() {
            return id + " of " + charge.value() + ", " + status + " " + amount + ", created " + created;
        }
    }

    /** A row of the ledger, as {@code list-refunds} writes it. */
    public record LedgerRow(ChargeId charge, RefundState.StateName state, Money amount) {
        static LedgerRow of(Refund refund) {
            return new LedgerRow(refund.charge(), refund.state().name(), RefundList.amount(refund));
        }

        @Override
        public String toString() {
            return charge.value() + " " + state + " " + amount;
        }
    }
}
