package sundown.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import sundown.account.Found;
import sundown.account.UserId;

/** The e-mail addresses of users, which the operator keeps and Sundown never stores. */
public interface AddressBook {
    /** No call is for more users. */
    int USERS_PER_CALL = 100;

    /** No search finds more. */
    int USERS_PER_SEARCH = 10;

    /**
     * Looks users up. It finds nothing for a user without an address. A malformed entry fails only its own user.
     *
     * @param users at most {@link #USERS_PER_CALL}
     * @throws sundown.failure.RetryableFailure when it does not answer
     * @throws sundown.failure.PermanentFailure when it refuses, or answers something else
     */
    Found<Recipient> find(List<UserId> users);

    /**
     * Searches for the users who have an address: one or none, in most address books.
     *
     * @throws sundown.failure.RetryableFailure when it does not answer
     * @throws sundown.failure.PermanentFailure when it refuses, or answers something else
     */
    Search search(EmailAddress address);

    /** The result of a search. */
    sealed interface Search {
        /** The users who have the address, at most {@link #USERS_PER_SEARCH}. */
        record Users(List<UserId> users) implements Search {
            public Users {
                users = users.stream().distinct().limit(USERS_PER_SEARCH).toList();
            }
        }

        /** There is no address book, or it cannot search. */
        record Unavailable() implements Search {}
    }

    /**
     * Where and how a user is told, as the operator's address book knows it.
     *
     * @param language a language tag (BCP 47), {@code pt-BR} for example
     * @param reminders false for a user who has unsubscribed
     * @param unsubscribe where the user unsubscribes, with a POST (RFC 8058) and in a browser; it identifies the user
     */
    record Recipient(EmailAddress address, String language, boolean reminders, URI unsubscribe) {
        private static final int UNSUBSCRIBE_CHARACTERS_MAX = 900;

        public Recipient {
            if (!"https".equals(unsubscribe.getScheme())
                    || unsubscribe.getHost() == null
                    || unsubscribe.toASCIIString().length() > UNSUBSCRIBE_CHARACTERS_MAX) {
                throw new IllegalArgumentException(
                        "the address to unsubscribe is not https, or longer than " + UNSUBSCRIBE_CHARACTERS_MAX);
            }
        }

        @Override
        public String toString() {
            return "Recipient[***]";
        }
    }

    /**
     * An e-mail address. It is never stored or logged: {@link #toString()} masks it.
     *
     * @param value printable ASCII
     */
    @RegisterForReflection
    record EmailAddress(String value) {
        private static final Pattern FORM = Pattern.compile("[!-~&&[^@<>,;\"\\\\()]]{1,64}@[A-Za-z0-9.-]{1,255}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public EmailAddress {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not an e-mail address");
            }
        }

        /** The address itself, for the one call that needs it. */
        public String reveal() {
            return value;
        }

        @Override
        public String toString() {
            return "EmailAddress[***]";
        }
    }
}
