package sundown.mail;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;

/**
 * A row of the ledger: what became of a mail to a user. It has no address.
 *
 * @param at since when it is in this state
 * @param sentAt when the post office took it
 * @param messageId by which the post office knows it
 * @param why it was skipped or refused
 * @param version grows with each save; 0 before the first
 */
public record Delivery(
        UserId user,
        MailId mail,
        State state,
        Instant at,
        Optional<Instant> sentAt,
        Optional<String> messageId,
        Optional<String> why,
        long version) {

    /** The states; the names are stable. What the post office reports counts in this order, whenever it comes. */
    public enum State {
        /** Not taken yet; it comes again. */
        DUE,
        /** A worker is about to post it. */
        SENDING,
        /** Nobody posts it, by our rules. */
        SKIPPED,
        /** The post office refuses it. */
        REFUSED,
        /** The post office has taken it. */
        SENT,
        /** The mail server of the address has taken it. */
        DELIVERED,
        /** The mail server of the address has refused it. */
        BOUNCED,
        /** Its reader calls it spam. */
        COMPLAINED
    }

    /** A mail of which nothing is known. */
    static Delivery of(Mail mail, Instant now) {
        return new Delivery(
                mail.user(), mail.id(), State.DUE, now, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    Delivery in(State next, Instant now) {
        return new Delivery(user, mail, next, now, sentAt, messageId, why, version);
    }

    Delivery because(State next, String reason, Instant now) {
        return new Delivery(user, mail, next, now, sentAt, messageId, Optional.of(reason), version);
    }

    Delivery taken(State next, String message, Instant taken, Instant now) {
        return new Delivery(user, mail, next, now, Optional.of(taken), Optional.of(message), why, version);
    }

    /** The same as the ledger has it after one more save. */
    public Delivery saved() {
        return new Delivery(user, mail, state, at, sentAt, messageId, why, version + 1);
    }
}
