package sundown.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger.MailId;
import sundown.timeline.Group;

/**
 * A mail to a user, without address and language.
 *
 * @param values the values in the text, by the names of their placeholders. A value of digits is a number; one that
 *     begins with {@code @} is the key of another text
 * @param group the group with the close that the mail has as its deadline, if it has one
 */
record Mail(UserId user, MailKind kind, MailId id, Map<String, String> values, Optional<Group> group) {
    Mail {
        values = Map.copyOf(values);
    }

    /**
     * The kinds of mail, named by their event and, where it has one, by the event's reason or state. A transfer that
     * has finished without some of its items has finished in part. No other event has a mail: a pause that ends by
     * itself, for example, needs none.
     */
    public enum MailKind {
        END_ANNOUNCED,
        EXPORTS_OPENED,
        CLOSE_APPROACHING,
        TRANSFER_FINISHED,
        TRANSFER_FINISHED_IN_PART,
        TRANSFER_PAUSED_ROOM,
        TRANSFER_PAUSED_CONSENT,
        TRANSFER_FAILED_GAVE_UP,
        TRANSFER_FAILED_CLOSED,
        ARCHIVE_READY,
        ARCHIVE_FAILED_GAVE_UP,
        ARCHIVE_FAILED_CLOSED,
        REFUND_SENT_ACTION_NEEDED,
        REFUND_SENT_SUCCEEDED,
        REFUND_SENT_RETURNED,
        MEMBERSHIP_CANCELLED;

        /** The mail for an event; nothing when there is none. */
        static Optional<MailKind> of(String event, Optional<String> detail) {
            String name = (event + detail.map(word -> "_" + word).orElse(""))
                    .replace('-', '_')
                    .toUpperCase(Locale.ROOT);
            return Stream.of(values()).filter(kind -> kind.name().equals(name)).findFirst();
        }

        /** The key of its texts: {@code exports-opened}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * True for a mail that asks a user to act and that they may refuse. All other mails are due by contract or law,
         * or tell the end of a task that the user began.
         */
        public boolean reminds() {
            return this == CLOSE_APPROACHING;
        }

        /** True for a mail that also goes by the second channel where it does not reach its user. */
        boolean matters() {
            return hasDeadline()
                    || this == REFUND_SENT_ACTION_NEEDED
                    || this == REFUND_SENT_SUCCEEDED
                    || this == REFUND_SENT_RETURNED;
        }

        /** True for a mail with the deadline as an entry for a calendar. */
        boolean hasDeadline() {
            return this == END_ANNOUNCED || this == EXPORTS_OPENED || this == CLOSE_APPROACHING;
        }
    }
}
