package sundown.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * A message of a queue, by the id that SQS has given it; a message that goes back to its queue gets another one.
 *
 * @param value letters, digits, and hyphens
 */
@RegisterForReflection
public record MessageId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,100}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a message has an id of letters, digits, and hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
