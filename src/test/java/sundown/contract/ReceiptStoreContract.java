package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.receipt.ReceiptStore;

/** What every store of receipts promises. */
public abstract class ReceiptStoreContract {
    private static final UserId USER = new UserId("ann");
    private static final UserId OTHER = new UserId("ben");

    /** The store under test, empty at first. */
    private final ReceiptStore store;

    protected ReceiptStoreContract(ReceiptStore store) {
        this.store = store;
    }

    @Test
    void knowsNoReceiptThatWasNotKept() {
        store.keep(SampleReceipts.empty(OTHER));
        assertThat(store.find(USER)).isEmpty();
    }

    @Test
    void keepsTheLastReceiptOfAUser() {
        store.keep(SampleReceipts.whole(USER));
        store.keep(SampleReceipts.unplanned(USER));
        assertThat(store.find(USER)).contains(SampleReceipts.unplanned(USER));
    }
}
