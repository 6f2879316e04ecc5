package sundown.receipt;

import java.util.Optional;
import sundown.account.UserId;

/** The receipts of users whose rows are removed. What is read is as it is after every change that came before. */
public interface ReceiptStore {
    /** Keeps a receipt with the time of the deletion, in place of an earlier one of its user. */
    void keep(Receipt receipt);

    /** The receipt that is kept of a user. */
    Optional<Receipt> find(UserId user);
}
