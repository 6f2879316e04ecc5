package sundown.account;

import java.util.regex.Pattern;

/**
 * The id of a charge at the payment service. Only that service and operators see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
public record ChargeId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    public ChargeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a charge id");
        }
    }

    @Override
    public String toString() {
        return "ChargeId[***]";
    }
}
