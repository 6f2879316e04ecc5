package sundown.mail;

import java.net.URI;
import java.util.Optional;

/**
 * What a mail says.
 *
 * @param text the same as the HTML, without markup
 * @param calendar an entry for a calendar (RFC 5545)
 * @param unsubscribe where its reader ends such mails
 */
public record Letter(String subject, String text, String html, Optional<String> calendar, Optional<URI> unsubscribe) {
    @Override
    public String toString() {
        return "Letter[***]";
    }
}
