package sundown.mail;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import sundown.account.UserId;
import sundown.mail.AddressBook.EmailAddress;
import sundown.mail.DeliveryLedger.MailId;

/** Takes letters and brings them to mail servers. Their outcome comes back as {@link MailTask.Heard}. */
public interface PostOffice {
    /** The answer to a letter. */
    sealed interface Posted {
        /** The post office brings the letter to its address. */
        record Taken(String messageId) implements Posted {}

        /** The post office takes no more at the moment, and has not taken this letter. */
        record Busy() implements Posted {}

        /** The post office never takes this letter; the code is its own. */
        record Refused(String code) implements Posted {}
    }

    /**
     * Posts a letter. Each call that succeeds is a letter of its own.
     *
     * @param user for whom it is
     * @param id which of the user's mails it is
     * @throws sundown.failure.RetryableFailure when it does not answer: it may have taken the letter
     * @throws sundown.failure.PermanentFailure when it takes no letter at all until people have corrected something
     */
    Posted post(EmailAddress to, Letter letter, UserId user, MailId id);

    /**
     * The content of a mail.
     *
     * @param text the text of the HTML, without markup
     * @param calendar an entry for a calendar (RFC 5545)
     * @param unsubscribe the address at which its reader ends such mails
     */
    record Letter(String subject, String text, String html, Optional<String> calendar, Optional<URI> unsubscribe) {
        @Override
        public String toString() {
            return "Letter[***]";
        }
    }

    /**
     * Ids in tags of a letter: a post office takes letters, digits, hyphens and underscores there, and gives them back.
     */
    final class Tags {
        private Tags() {}

        /** An id as a tag. */
        public static String encoded(String id) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * The id of a tag.
         *
         * @throws IllegalArgumentException when it is not one
         */
        static String decoded(String tag) {
            try {
                return new String(Base64.getUrlDecoder().decode(tag), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException invalid) {
                throw new IllegalArgumentException("a tag is malformed", invalid);
            }
        }
    }
}
