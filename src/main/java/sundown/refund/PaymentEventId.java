package sundown.refund;

import java.util.regex.Pattern;

/**
 * The id of an event at the payment service. Only that service and the operator may see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
public record PaymentEventId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    public PaymentEventId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an event");
        }
    }

    @Override
    public String toString() {
        return "PaymentEventId[***]";
    }
}
