package sundown.mail;

import java.time.Instant;
import java.util.regex.Pattern;
import sundown.notify.EventId;

/**
 * Identifies a mail among those of a user: the same event gives the same id, so that it is sent once.
 *
 * @param value {@code transfer-finished@<event id>}, {@code exports-opened@<instant>}
 */
public record MailId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}@[0-9A-Za-z:.-]{1,40}");

    public MailId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a mail");
        }
    }

    /** That of an event of a user. */
    static MailId of(MailKind kind, EventId event) {
        return new MailId(kind.key() + "@" + event);
    }

    /** That of a date of a group; a date that has moved gives another one. */
    static MailId of(String name, Instant date) {
        return new MailId(name + "@" + date);
    }

    @Override
    public String toString() {
        return value;
    }
}
