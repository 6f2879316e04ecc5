package sundown.purge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * The id of a plan. Each plan of a group has another one.
 *
 * @param value 8 to 32 letters and digits
 */
@RegisterForReflection
public record PlanId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,32}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlanId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a plan id is 8 to 32 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
