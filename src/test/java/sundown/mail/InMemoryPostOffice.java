package sundown.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import sundown.account.UserId;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.DeliveryLedger.MailId;

/** A post office in memory. */
public final class InMemoryPostOffice implements PostOffice {
    private final List<Post> taken = new ArrayList<>();
    private final Queue<Posted> next = new ArrayDeque<>();

    /** A letter that was taken. */
    record Post(EmailAddress to, Letter letter, UserId user, MailId id) {}

    /** Answers the next letter so, without taking it. */
    void answer(Posted posted) {
        next.add(posted);
    }

    List<Post> taken() {
        return List.copyOf(taken);
    }

    @Override
    public Posted post(EmailAddress to, Letter letter, UserId user, MailId id) {
        if (!next.isEmpty()) {
            return next.remove();
        }
        taken.add(new Post(to, letter, user, id));
        return new Posted.Taken("message-" + taken.size());
    }
}
