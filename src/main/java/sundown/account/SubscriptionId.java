package sundown.account;

import java.util.regex.Pattern;

/**
 * The id of a subscription at the payment service, which renews a membership. Only that service and operators see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
public record SubscriptionId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    public SubscriptionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a subscription id");
        }
    }

    @Override
    public String toString() {
        return "SubscriptionId[***]";
    }
}
