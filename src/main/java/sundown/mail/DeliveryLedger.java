package sundown.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.mail.Mail.MailKind;
import sundown.notify.Event.EventId;

/**
 * The ledger of mails to users, and of letters on the second channel. Reads are strongly consistent; no row is ever
 * removed.
 */
public interface DeliveryLedger {
    /** The row of a mail. */
    Optional<Delivery> find(UserId user, MailId mail);

    /** The first rows of a user, in the order of the ids of their mails. */
    List<Delivery> list(UserId user, int limit);

    /**
     * Saves the next version with a conditional write.
     *
     * @return false when another writer saved it since it was read
     */
    boolean save(Delivery delivery);

    /**
     * A row of the ledger: the state of a mail to a user. It has no address.
     *
     * @param at since when it is in this state
     * @param sentAt when the post office took it
     * @param messageId by which the post office knows it
     * @param why it was skipped or refused
     * @param values the values in its text, by the names of their placeholders
     * @param version grows with each save; 0 before the first
     */
    record Delivery(
            UserId user,
            MailId mail,
            State state,
            Instant at,
            Optional<Instant> sentAt,
            Optional<String> messageId,
            Optional<String> why,
            Map<String, String> values,
            long version) {
        public Delivery {
            values = Map.copyOf(values);
        }

        /** The states; the names are stable. Reports of the post office count in this order, whenever they come. */
        public enum State {
            /** The post office has not taken the mail; its message comes again. */
            DUE,
            /** A worker is about to post the mail. */
            SENDING,
            /** The mail is not posted, by our rules. */
            SKIPPED,
            /** The post office refuses the mail. */
            REFUSED,
            /** The post office has taken the mail. */
            SENT,
            /** The mail server of the address has taken the mail. */
            DELIVERED,
            /** The mail server of the address has refused the mail. */
            BOUNCED,
            /** The reader calls the mail spam. */
            COMPLAINED
        }

        /** The first row of a mail. */
        static Delivery of(UserId user, MailId mail, Map<String, String> values, Instant now) {
            return new Delivery(
                    user, mail, State.DUE, now, Optional.empty(), Optional.empty(), Optional.empty(), values, 0);
        }

        Delivery withState(State next, Instant now) {
            return new Delivery(user, mail, next, now, sentAt, messageId, why, values, version);
        }

        Delivery because(State next, String reason, Instant now) {
            return new Delivery(user, mail, next, now, sentAt, messageId, Optional.of(reason), values, version);
        }

        Delivery taken(State next, String message, Instant taken, Instant now) {
            return new Delivery(user, mail, next, now, Optional.of(taken), Optional.of(message), why, values, version);
        }

        /** This row after one more save. */
        public Delivery saved() {
            return new Delivery(user, mail, state, at, sentAt, messageId, why, values, version + 1);
        }
    }

    /**
     * Identifies a mail of a user. An event always gives the same id, so its mail is sent once.
     *
     * @param value {@code transfer-finished@<event id>}, {@code exports-opened@<instant>}
     */
    record MailId(String value) {
        private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}@[0-9A-Za-z:.-]{1,40}");
        private static final String SECOND_CHANNEL = "second-channel-";

        public MailId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not the id of a mail");
            }
        }

        /** The id of this mail's letter on the second channel. */
        MailId onSecondChannel() {
            return new MailId(SECOND_CHANNEL + value);
        }

        /** The kind of mail, as its id begins with it; nothing for an id of no kind. */
        Optional<MailKind> kind() {
            return Stream.of(MailKind.values())
                    .filter(kind -> value.startsWith(kind.key()))
                    .findFirst();
        }

        /** The id of the mail for a user's event. */
        static MailId of(MailKind kind, EventId event) {
            return new MailId(kind.key() + "@" + event);
        }

        /** The id of the mail for a date of a group; a date that has moved gives another id. */
        static MailId of(String name, Instant date) {
            return new MailId(name + "@" + date);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
