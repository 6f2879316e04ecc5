package sundown.local.reconcile;

import java.util.List;
import java.util.stream.Collectors;
import sundown.account.ChargeId;

/** What is worth a line when the ledger is held against Stripe's refunds. */
sealed interface Finding {
    /** True when the two sides do not agree; false for what an operator is to see all the same. */
    default boolean differs() {
        return true;
    }

    /** The line for people. */
    String line();

    /** Stripe has a refund of a charge that the ledger does not know. */
    record NotInLedger(StripeRefund refund) implements Finding {
        @Override
        public String line() {
            return "At Stripe and not in the ledger: " + refund;
        }
    }

    /** The ledger says that money went back, or is about to, and Stripe has no refund of the charge. */
    record NotAtStripe(LedgerRow row) implements Finding {
        @Override
        public String line() {
            return "In the ledger and not at Stripe: " + row;
        }
    }

    /** They agree that there is a refund, and not about how much. */
    record OtherAmount(LedgerRow row, StripeRefund refund) implements Finding {
        @Override
        public String line() {
            return "Another amount: in the ledger " + row + ", at Stripe " + refund;
        }
    }

    /** They do not agree about how far it is. */
    record OtherStatus(LedgerRow row, List<StripeRefund> refunds) implements Finding {
        @Override
        public String line() {
            return "Another status: in the ledger " + row + ", at Stripe " + written(refunds);
        }
    }

    /** More than one refund of a charge did not fail: its owner may have his fee twice. */
    record SeveralRefunds(ChargeId charge, List<StripeRefund> refunds) implements Finding {
        @Override
        public String line() {
            return "Several refunds of one charge: " + written(refunds);
        }
    }

    /** People must see to it, or have; Stripe need not know how. */
    record WithPeople(LedgerRow row, List<StripeRefund> refunds) implements Finding {
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

    private static String written(List<StripeRefund> refunds) {
        return refunds.stream().map(StripeRefund::toString).collect(Collectors.joining("; "));
    }
}
