package sundown.mail;

import java.util.regex.Pattern;

/**
 * An e-mail address. It is never stored or logged: {@link #toString()} masks it.
 *
 * @param value printable ASCII
 */
public record EmailAddress(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~&&[^@<>,;\"\\\\()]]{1,64}@[A-Za-z0-9.-]{1,255}");

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
