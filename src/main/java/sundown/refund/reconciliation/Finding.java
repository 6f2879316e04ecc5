package sundown.refund.reconciliation;

import java.util.List;
import java.util.stream.Collectors;
import sundown.refund.reconciliation.Reconciliation.ExportedRefund;
import sundown.refund.reconciliation.Reconciliation.LedgerRow;

/** A line of the comparison of the ledger with Stripe's refunds. */
public sealed interface Finding {
    /** What kinds there are; the names are stable. */
    enum Kind {
        NOT_IN_LEDGER,
        NOT_AT_STRIPE,
        OTHER_AMOUNT,
        OTHER_STATUS,
        SEVERAL_REFUNDS,
        WITH_PEOPLE
    }

    /** Its kind. */
    default Kind kind() {
        return switch (this) {
            case NotInLedger _ -> Kind.NOT_IN_LEDGER;
            case NotAtStripe _ -> Kind.NOT_AT_STRIPE;
            case OtherAmount _ -> Kind.OTHER_AMOUNT;
            case OtherStatus _ -> Kind.OTHER_STATUS;
            case SeveralRefunds _ -> Kind.SEVERAL_REFUNDS;
            case WithPeople _ -> Kind.WITH_PEOPLE;
        };
    }

    /** True when the two sides disagree; false when the line only informs. */
    default boolean differs() {
        return true;
    }

    /** The line to print. */
    String line();

    /** Stripe has a refund of a charge that the ledger does not have. */
    record NotInLedger(ExportedRefund refund) implements Finding {
        @Override
        public String line() {
            return "At Stripe and not in the ledger: " + refund;
        }
    }

    /** The ledger says that the fee went back or is about to, and Stripe has no refund of the charge. */
    record NotAtStripe(LedgerRow row) implements Finding {
        @Override
        public String line() {
            return "In the ledger and not at Stripe: " + row;
        }
    }

    /** Both sides have the refund, with different amounts. */
    record OtherAmount(LedgerRow row, ExportedRefund refund) implements Finding {
        @Override
        public String line() {
            return "Another amount: in the ledger " + row + ", at Stripe " + refund;
        }
    }

    /** Both sides have the refund, with statuses that do not fit together. */
    record OtherStatus(LedgerRow row, List<ExportedRefund> refunds) implements Finding {
        @Override
        public String line() {
            return "Another status: in the ledger " + row + ", at Stripe " + written(refunds);
        }
    }

    /** More than one refund of a charge did not fail: the member may get the fee twice. */
    record SeveralRefunds(List<ExportedRefund> refunds) implements Finding {
        @Override
        public String line() {
            return "Several refunds of one charge: " + written(refunds);
        }
    }

    /** An operator must resolve the refund, or has resolved it, possibly outside Stripe. */
    record WithPeople(LedgerRow row, List<ExportedRefund> refunds) implements Finding {
        @Override
        public boolean differs() {
            return false;
        }

        @Override
        public String line() {
            return "For information, with people: in the ledger " + row + ", at Stripe "
                    + (refunds.isEmpty() ? "nothing" : written(refunds));
        }
    }

    private static String written(List<ExportedRefund> refunds) {
        return refunds.stream().map(ExportedRefund::toString).collect(Collectors.joining("; "));
    }
}
