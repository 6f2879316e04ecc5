package sundown.receipt;

import java.util.Optional;
import sundown.account.UserId;

/** Keeps users' receipts after a purge has removed their rows. A read sees every write before it. */
public interface ReceiptStore {
    /** Keeps a receipt with the time of the deletion, in place of an earlier one of its user. */
    void keep(Receipt receipt);

    /** The receipt that is kept of a user. */
    Optional<Receipt> find(UserId user);
}
