package sundown.mail;

import sundown.account.UserId;

/** Takes letters and brings them to mail servers. Their outcome comes back as {@link MailTask.Heard}. */
public interface PostOffice {
    /** The answer to a letter. */
    sealed interface Posted {
        /** It brings the letter to its address. */
        record Taken(String messageId) implements Posted {}

        /** It takes no more at the moment, and has not taken this one. */
        record Busy() implements Posted {}

        /** It never takes this one; the code is its own. */
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
}
