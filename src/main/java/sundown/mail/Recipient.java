package sundown.mail;

import java.net.URI;

/**
 * Where and how a user is told, as the operator's address book knows it.
 *
 * @param language a language tag (BCP 47), {@code pt-BR} for example
 * @param reminders false for a user who has unsubscribed
 * @param unsubscribe where the user unsubscribes, with a POST (RFC 8058) and in a browser; it identifies the user
 */
public record Recipient(EmailAddress address, String language, boolean reminders, URI unsubscribe) {
    private static final int LONGEST = 900;

    public Recipient {
        if (!"https".equals(unsubscribe.getScheme())
                || unsubscribe.getHost() == null
                || unsubscribe.toASCIIString().length() > LONGEST) {
            throw new IllegalArgumentException("the address to unsubscribe is not https, or longer than " + LONGEST);
        }
    }

    @Override
    public String toString() {
        return "Recipient[***]";
    }
}
