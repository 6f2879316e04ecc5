package sundown.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * The id of a subscription at the payment service, which renews a membership. Only that service and operators see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
@RegisterForReflection
public record SubscriptionId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
