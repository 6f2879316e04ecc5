package sundown.refund.reconciliation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.Amounts;
import sundown.account.Membership.ChargeId;
import sundown.account.PaidThrough;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.refund.RefundLedger;
import sundown.refund.reconciliation.Reconciliation.ExportedRefund;
import sundown.refund.reconciliation.Reconciliation.Finding;
import sundown.refund.reconciliation.Reconciliation.LedgerRow;

/**
 * Compares charges with the ledger, by the rules of {@code sundown reconcile}: an operator's call, {@code {"charges":
 * [{"charge", "refunds": [{"id", "amount", "currency", "status", "created"}]}]}}, with all refunds of each charge as
 * the payment service exported them, and none for a charge that its export lacks. It changes nothing.
 */
@Singleton
public record ReconcileRefunds(RefundLedger ledger) implements OperatorQuery<ReconcileRefunds.Call> {
    /** The number of charges in a call; they are looked up one after the other. */
    static final int CHARGES_MAX = 100;

    private static final OperatorForm<Call> FORM = OperatorForm.of("reconcile-refunds", Access.reading(), Call.class);

    @RegisterForReflection
    record Call(List<Charge> charges) {
        Call {
            requireListed("charges", charges);
            WrongPart.require(
                    charges.stream().map(Charge::charge).distinct().count() == charges.size(),
                    "charges",
                    "names a charge twice");
        }
    }

    /** A charge with all of its refunds, as the payment service exported them. */
    @RegisterForReflection
    record Charge(ChargeId charge, List<Refund> refunds) {
        Charge {
            requireListed("refunds", refunds);
        }
    }

    /** A refund, as the payment service exported it. */
    @RegisterForReflection
    record Refund(String id, String amount, String currency, String status, String created) {
        Refund {
            Currency money =
                    Amounts.currency(currency).orElseThrow(() -> new WrongPart("currency", "is not a currency"));
            WrongPart.require(Amounts.majorUnits(amount, money).isPresent(), "amount", "is not an amount in " + money);
            WrongPart.require(status(status).isPresent(), "status", "is not the status of a refund");
            WrongPart.require(!id.isBlank(), "id", "is missing");
            WrongPart.require(!created.isBlank(), "created", "is missing");
        }

        private static Optional<ExportedRefund.Status> status(String name) {
            return Stream.of(ExportedRefund.Status.values())
                    .filter(status -> status.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst();
        }

        private ExportedRefund of(ChargeId charge) {
            Currency money = Amounts.currency(currency).orElseThrow();
            return new ExportedRefund(
                    id,
                    charge,
                    Amounts.majorUnits(amount, money).orElseThrow(),
                    status(status).orElseThrow(),
                    created);
        }
    }

    private static void requireListed(String part, List<?> list) {
        WrongPart.require(
                list.size() <= CHARGES_MAX && !list.contains(null),
                part,
                "is not a list of up to " + CHARGES_MAX + " objects");
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Differences answer(Call call) {
        return new Differences(call.charges().stream()
                .flatMap(given -> compared(given).stream())
                .toList());
    }

    private List<Difference> compared(Charge given) {
        ChargeId charge = given.charge();
        List<ExportedRefund> refunds =
                given.refunds().stream().map(refund -> refund.of(charge)).toList();
        Optional<LedgerRow> row = ledger.find(charge)
                .filter(found -> found.through() == PaidThrough.STRIPE)
                .map(LedgerRow::of);
        return Reconciliation.compare("Stripe", row, refunds).stream()
                .map(finding -> new Difference(finding.kind(), charge, finding.differs(), finding.line()))
                .toList();
    }

    /** The findings in the order of the charges. */
    @RegisterForReflection
    public record Differences(List<Difference> findings) {}

    /**
     * A finding about a charge.
     *
     * @param differs false if the finding only informs
     * @param line for people
     */
    @RegisterForReflection
    public record Difference(Finding.Kind kind, ChargeId charge, boolean differs, String line) {
        /** Hides the payment ids. */
        @Override
        public String toString() {
            return "Difference[" + kind + "]";
        }
    }
}
