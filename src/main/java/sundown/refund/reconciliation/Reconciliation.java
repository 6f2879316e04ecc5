package sundown.refund.reconciliation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import sundown.refund.reconciliation.Reconciliation.Finding.Kind;

/** Compares the ledger with the refunds of a payment service, charge by charge: pure. */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * Compares all rows of fees that a service took with all of its refunds; the findings are in the order of the
     * charges.
     *
     * @param service its name, for people
     * @throws IllegalArgumentException with a sentence for the user if the ledger has a charge twice or the service has
     *     a refund twice
     */
    public static List<Finding> compare(String service, List<LedgerRow> rows, List<ExportedRefund> refunds) {
        Map<String, LedgerRow> byCharge = byCharge(rows);
        requireOnce(service, refunds);
        Map<String, List<ExportedRefund>> atService = refunds.stream()
                .collect(Collectors.groupingBy(refund -> refund.charge().value()));
        TreeSet<String> charges = new TreeSet<>(byCharge.keySet());
        charges.addAll(atService.keySet());
        return charges.stream()
                .flatMap(
                        charge -> compare(
                                service,
                                Optional.ofNullable(byCharge.get(charge)),
                                atService.getOrDefault(charge, List.of()))
                                .stream())
                .toList();
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

    private static void requireOnce(String service, List<ExportedRefund> refunds) {
        Set<String> ids = new HashSet<>();
        refunds.stream().filter(refund -> !ids.add(refund.id())).findFirst().ifPresent(again -> {
            throw new IllegalArgumentException(
                    again.id() + " is twice in the export of " + service + ": export it again.");
        });
    }

    /** Compares the row of a charge, if the ledger has one, with all refunds of the charge. */
    static List<Finding> compare(String service, Optional<LedgerRow> row, List<ExportedRefund> refunds) {
        List<ExportedRefund> standing =
                refunds.stream().filter(ExportedRefund::stands).toList();
        List<Finding> found = new ArrayList<>();
        if (standing.size() > 1) {
            found.add(new Finding(service, Kind.SEVERAL_REFUNDS, Optional.empty(), standing));
        }
        if (row.isPresent()) {
            found.addAll(compare(service, row.get(), refunds, standing));
        } else {
            refunds.forEach(refund -> found.add(new Finding(service, Kind.NOT_IN_LEDGER, row, List.of(refund))));
        }
        return found;
    }

    private static List<Finding> compare(
            String service, LedgerRow row, List<ExportedRefund> refunds, List<ExportedRefund> standing) {
        Finding otherStatus = new Finding(service, Kind.OTHER_STATUS, Optional.of(row), refunds);
        return switch (row.state()) {
            case ELSEWHERE, MANUAL, RESOLVED ->
                List.of(new Finding(service, Kind.WITH_PEOPLE, Optional.of(row), refunds));
            case INTENT, SENT -> standing.isEmpty() ? List.of() : List.of(otherStatus);
            case PENDING, SUCCEEDED -> {
                if (refunds.isEmpty()) {
                    yield List.of(new Finding(service, Kind.NOT_AT_STRIPE, Optional.of(row), refunds));
                }
                boolean agreed = standing.stream().anyMatch(refund -> agree(row.state(), refund.status()));
                yield Stream.concat(
                                agreed ? Stream.empty() : Stream.of(otherStatus),
                                standing.stream()
                                        .filter(refund -> !refund.amount().equals(row.amount()))
                                        .map(refund -> new Finding(
                                                service, Kind.OTHER_AMOUNT, Optional.of(row), List.of(refund))))
                        .toList();
            }
        };
    }

    private static boolean agree(StateName state, ExportedRefund.Status status) {
        return switch (status) {
            case SUCCEEDED -> state == StateName.SUCCEEDED;
            case PENDING, REQUIRES_ACTION -> state == StateName.PENDING;
            case FAILED, CANCELED -> false;
        };
    }

    /** A line of the comparison with a service. */
    public record Finding(String service, Kind kind, Optional<LedgerRow> row, List<ExportedRefund> refunds) {
        public Finding {
            refunds = List.copyOf(refunds);
        }

        /** The kinds of findings; the names are stable. */
        public enum Kind {
            /** The service has a refund of a charge that the ledger does not have. */
            NOT_IN_LEDGER,
            /** The fee went back by the ledger, or is about to, and the service has no refund of the charge. */
            NOT_AT_STRIPE,
            /** Both sides have the refund, with different amounts. */
            OTHER_AMOUNT,
            /** Both sides have the refund, with statuses that do not fit together. */
            OTHER_STATUS,
            /** More than one refund of a charge did not fail: the member may get the fee twice. */
            SEVERAL_REFUNDS,
            /** An operator must resolve the refund, or has resolved it, possibly outside the service. */
            WITH_PEOPLE
        }

        /** True if the two sides disagree; false if the line only informs. */
        public boolean differs() {
            return kind != Kind.WITH_PEOPLE;
        }

        /** The line to print. */
        public String line() {
            String inLedger = row.map(LedgerRow::toString).orElse("");
            String atService = refunds.stream().map(ExportedRefund::toString).collect(Collectors.joining("; "));
            return switch (kind) {
                case NOT_IN_LEDGER -> "At " + service + " and not in the ledger: " + atService;
                case NOT_AT_STRIPE -> "In the ledger and not at " + service + ": " + inLedger;
                case OTHER_AMOUNT -> "Another amount: in the ledger " + inLedger + ", at " + service + " " + atService;
                case OTHER_STATUS -> "Another status: in the ledger " + inLedger + ", at " + service + " " + atService;
                case SEVERAL_REFUNDS -> "Several refunds of one charge: " + atService;
                case WITH_PEOPLE ->
                    "For information, with people: in the ledger " + inLedger + ", at " + service + " "
                            + (refunds.isEmpty() ? "nothing" : atService);
            };
        }
    }

    /**
     * A refund as a service exports it.
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
