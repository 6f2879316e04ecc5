package sundown.mail;

import java.util.Map;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger.MailId;

/** The operator's other way to a user whom no mail reaches: push, SMS, or a message in an app. */
public interface SecondChannel {
    /** The answer to a letter. */
    sealed interface Answer {
        /**
         * The operator tells the user.
         *
         * @param delivered true when the user has got it already
         */
        record Taken(boolean delivered) implements Answer {}

        /** The operator takes no more at the moment. */
        record Busy() implements Answer {}

        /** The operator never takes this letter; the code is the operator's. */
        record Refused(String code) implements Answer {}

        /** There is no second channel. */
        record Off() implements Answer {}
    }

    /**
     * Gives the operator what a user is to be told. A repeat with the same id is the same letter.
     *
     * @param letter which kind of letter it is, {@code exports-opened} for example
     * @param values the values in its text, in no language
     * @throws sundown.failure.RetryableFailure when it does not answer
     * @throws sundown.failure.PermanentFailure when it takes no letter at all until people have corrected something
     */
    Answer send(UserId user, MailId id, String letter, Map<String, String> values);
}
