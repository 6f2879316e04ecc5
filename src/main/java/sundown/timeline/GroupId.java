package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * Names a region group.
 *
 * @param value 1 to 16 letters and digits: it is the first part of every object key of the group
 */
@RegisterForReflection
public record GroupId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,16}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GroupId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a group id is 1 to 16 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
