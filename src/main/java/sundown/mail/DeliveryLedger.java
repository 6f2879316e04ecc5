package sundown.mail;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;

/** The ledger of mails: who was told what, and when. Reads are strongly consistent; no row is ever removed. */
public interface DeliveryLedger {
    /** The row of a mail. */
    Optional<Delivery> find(UserId user, MailId mail);

    /** The first rows of a user, in the order of the ids of their mails. */
    List<Delivery> of(UserId user, int limit);

    /**
     * Saves the next version with a conditional write.
     *
     * @return false when another writer saved it since it was read
     */
    boolean save(Delivery delivery);
}
