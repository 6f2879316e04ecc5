package sundown.simulation.invariant;

import java.util.List;
import java.util.function.Predicate;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.simulation.run.Violation;

/** Holds what a row says against what the payment service has. */
public final class RefundTruths {
    public static final String MADE = "what the ledger says is made is made";

    private RefundTruths() {}

    /** A row that says that the money is on its way. */
    public static void check(Refund row, RefundState.Succeeded succeeded, List<PaidBack> real) {
        boolean there = real.stream()
                .filter(PaidBack::ours)
                .filter(refund -> refund.charge().equals(row.charge()))
                .filter(refund -> refund.status() == PaidBack.Status.SUCCEEDED || failed(refund))
                .anyMatch(refund -> refund.id().equals(succeeded.refund())
                        && refund.amount().equals(succeeded.amount()));
        Violation.unless(there, MADE, row + ", " + real);
    }

    /** A row that needs an operator. */
    public static void check(RefundState.Manual manual, List<PaidBack> real) {
        boolean holds =
                switch (manual.reason()) {
                    case REFUND_FAILED -> has(real, refund -> refund.ours() && failed(refund));
                    case REFUNDED_BY_OTHERS -> has(real, refund -> !refund.ours() && !failed(refund));
                    case PENDING_TOO_LONG -> has(real, PaidBack::ours);
                    case UNKNOWN_CHARGE, ANOTHER_ACCOUNT, ANOTHER_AMOUNT, TOO_LATE, DISPUTED, PAID_ELSEWHERE ->
                        !has(real, PaidBack::ours);
                    case UNCERTAIN -> true;
                    case REFUSED -> false;
                };
        Violation.unless(holds, "people are told the true reason", manual + ", " + real);
    }

    private static boolean has(List<PaidBack> real, Predicate<PaidBack> what) {
        return real.stream().anyMatch(what);
    }

    private static boolean failed(PaidBack refund) {
        return refund.status() == PaidBack.Status.FAILED;
    }
}
