package sundown.refund;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * The id of an event at the payment service. Only that service and the operator may see it.
 *
 * @param value 1 to 255 letters, digits, {@code -} and {@code _}
 */
@RegisterForReflection
public record PaymentEventId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
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
