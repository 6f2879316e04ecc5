package sundown.refund.reconciliation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sundown.account.Amounts;
import sundown.account.ChargeId;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.refund.RefundLedger;

/**
 * Compares charges with the ledger, by the rules of {@code sundown reconcile}: an operator's call, {@code {"charges":
 * [{"charge", "refunds": [{"id", "amount", "currency", "status", "created"}]}]}}, with all refunds of each charge as
 * the payment service exported them, and none for a charge that its export lacks. It changes nothing.
 */
@Singleton
public final class ReconcileRefunds implements OperatorQuery {
    /** How many charges a call can have; they are looked up one after the other. */
    static final int MOST_CHARGES = 100;

    private static final OperatorForm FORM = OperatorForm.of("reconcile-refunds", Access.reading(), "charges");

    private final RefundLedger ledger;

    ReconcileRefunds(RefundLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public OperatorForm form() {
        return FORM;
    }

    @Override
    public Differences answer(RequestBody call) {
        List<RequestBody> charges = call.objects("charges", MOST_CHARGES);
        Set<ChargeId> named = new HashSet<>();
        charges.stream()
                .map(ReconcileRefunds::charge)
                .filter(charge -> !named.add(charge))
                .findFirst()
                .ifPresent(again -> {
                    throw call.invalid("charges", "names a charge twice");
                });
        return new Differences(
                charges.stream().flatMap(charge -> compared(charge).stream()).toList());
    }

    private List<Difference> compared(RequestBody given) {
        ChargeId charge = charge(given);
        List<ExportedRefund> refunds = given.objects("refunds", MOST_CHARGES).stream()
                .map(refund -> refund(charge, refund))
                .toList();
        return Reconciliation.findings(ledger.find(charge).map(LedgerRow::of), refunds)
                .map(finding ->
                        new Difference(finding.kind().name(), charge.value(), finding.differs(), finding.line()))
                .toList();
    }

    private static ChargeId charge(RequestBody given) {
        return given.id("charge", ChargeId::new);
    }

    private static ExportedRefund refund(ChargeId charge, RequestBody given) {
        Currency currency = Amounts.currency(given.text("currency"))
                .orElseThrow(() -> given.invalid("currency", "is not a currency"));
        return new ExportedRefund(
                given.text("id"),
                charge,
                Amounts.majorUnits(given.text("amount"), currency)
                        .orElseThrow(() -> given.invalid("amount", "is not an amount in " + currency)),
                given.id("status", status -> ExportedRefund.Status.valueOf(status.toUpperCase(Locale.ROOT))),
                given.text("created"));
    }

    /** What differs, or is worth knowing, in the order of the charges. */
    @RegisterForReflection
    public record Differences(List<Difference> findings) {}

    /**
     * A finding about a charge.
     *
     * @param kind a {@link Finding.Kind}
     * @param differs false where it only informs
     * @param line for people
     */
    @RegisterForReflection
    public record Difference(String kind, String charge, boolean differs, String line) {
        /** Hides the payment ids. */
        @Override
        public String toString() {
            return "Difference[" + kind + "]";
        }
    }
}
