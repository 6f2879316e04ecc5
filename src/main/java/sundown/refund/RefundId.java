package sundown.refund;

import java.util.regex.Pattern;

/**
 * Names a refund at the payment service. Only that service and the operator may see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
public record RefundId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    public RefundId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a refund id");
        }
    }

    @Override
    public String toString() {
        return "RefundId[***]";
    }
}
